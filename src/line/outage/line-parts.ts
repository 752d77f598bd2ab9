import type { HomeWindow } from '../home/window.ts';
import type { PppWindow } from '../ppp/window.ts';
import type { QualityWindow } from '../quality/quality-window.ts';

/** One window of each part of the line, of the same second. */
export interface LineParts {
  readonly ppp: PppWindow;
  readonly home: HomeWindow;
  readonly quality: QualityWindow;
}

export function framesOf({ home }: LineParts): number {
  return home.down.frames + home.up.frames + home.unknown.frames;
}

/**
 * How often it showed that what goes up is answered: somebody acknowledged data, took a connection, answered a question or an echo. Data that are
 * acknowledged without having been seen show it too, where the mirror hides them. What has no known direction counts: something is answered.
 */
export function answersIn({ quality }: LineParts): number {
  const { down, unknown } = quality.requests;
  const { tcp, handshake, roundTrip } = quality;
  return (
    answersTo(down) +
    answersTo(unknown) +
    handshake.line.count +
    handshake.unknown.count +
    roundTrip.line.count +
    roundTrip.unknown.count +
    tcp.down.acksOfUnseen
  );
}

/** Answers to anything but questions for names. */
export function otherAnswersIn(parts: LineParts): number {
  const { down, unknown } = parts.quality.requests;
  return answersIn(parts) - down.dnsAnswers - unknown.dnsAnswers;
}

/** Packets that want an answer and go to the provider. */
export function requestsIn({ quality }: LineParts): number {
  const { up } = quality.requests;
  return up.syns + up.dnsQueries + up.echoRequests;
}

function answersTo({ synAnswers, dnsAnswers, echoReplies }: LineParts['quality']['requests']['down']): number {
  return synAnswers + dnsAnswers + echoReplies;
}

/** `1 frame`, `3 frames`. */
export function counted(count: number, singular: string): string {
  return `${count} ${singular}${count === 1 ? '' : 's'}`;
}

/** Seconds for people: `9.5 s`, `2 min 5 s`. */
export function secondsText(micros: number): string {
  const seconds = Math.max(0, micros / 1e6);
  if (seconds < 60) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A time as windows have it, in microseconds; `otherwise` where it cannot be read. */
export function microsOf(at: string, otherwise: number): number {
  const millis = Date.parse(at);
  // Dates are read to the millisecond; three more digits follow.
  return Number.isNaN(millis) ? otherwise : Math.floor(millis) * 1000 + (Number(at.slice(23, 26)) || 0);
}
