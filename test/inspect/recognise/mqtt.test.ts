import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseMqtt } from '../../../src/inspect/recognise/mqtt.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { MQTT_3_1_CONNECT, MQTT_ACCEPTED, MQTT_CONNECT } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising MQTT', () => {
  itKeepsTheContract(recogniseMqtt, [MQTT_CONNECT, MQTT_3_1_CONNECT, MQTT_ACCEPTED], IN_STREAM);

  it("knows a connection by its protocol's name, behind a length of any size", () => {
    expect(verdictOf(recogniseMqtt, MQTT_CONNECT, IN_STREAM)).toBe(AppProtocol.Mqtt);
    expect(verdictOf(recogniseMqtt, MQTT_3_1_CONNECT, IN_STREAM)).toBe(AppProtocol.Mqtt);
  });

  it('waits for the name', () => {
    expect(verdictOf(recogniseMqtt, MQTT_CONNECT.subarray(0, 6), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another name', withBytes(MQTT_CONNECT, 4, 0x4e)],
    ['another packet', withBytes(MQTT_CONNECT, 0, 0x30)],
    ['a length of five bytes', hexBytes('10 ff ff ff ff ff')],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseMqtt, bytes, IN_STREAM)).toBe(NOT_MINE);
  });

  it('believes an answer only of a broker', () => {
    const fromBroker = { ...IN_STREAM, sourcePort: 1883 };
    expect(verdictOf(recogniseMqtt, MQTT_ACCEPTED, fromBroker)).toBe(AppProtocol.Mqtt);
    expect(verdictOf(recogniseMqtt, MQTT_ACCEPTED, IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseMqtt, withBytes(MQTT_ACCEPTED, 3, 6), fromBroker)).toBe(NOT_MINE);
  });
});
