import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page, type WebSocket } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
const CHROMIUM_ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const BUILT_PAGE = fileURLToPath(new URL('../../dist/dashboard/index.html', import.meta.url));
const MOCK_SERVER = fileURLToPath(new URL('../../dashboard/dev/mock-server.mjs', import.meta.url));
const canRun = existsSync(CHROMIUM) && existsSync(BUILT_PAGE);

/** The page changes once a second, and the machine may be busy. */
const PATIENCE = { timeout: 10_000, interval: 100 };

const running = new Set<ChildProcess>();

interface MockProbe {
  readonly url: string;
  readonly port: string;
  stop(): Promise<void>;
}

async function startMock(scene: string, port = '0'): Promise<MockProbe> {
  const child: ChildProcess = spawn(process.execPath, [MOCK_SERVER, '--scene', scene, '--port', port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const url = /http:\S+/.exec(String(line))![0];
  return {
    url,
    port: new URL(url).port,
    stop: async () => {
      running.delete(child);
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** A page that remembers everything that should not happen. */
async function openPage(browser: Browser, url: string, size = { width: 1440, height: 900 }) {
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  const feeds: WebSocket[] = [];
  page.on('websocket', (feed) => feeds.push(feed));
  page.on('console', (entry) => {
    if (entry.type() === 'error' || entry.type() === 'warning') complaints.push(entry.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  await page.locator('.panel-hosts tbody tr, .panel-hosts .empty').first().waitFor();
  return { page, complaints, feeds };
}

const rowTexts = (page: Page, panel: string, column: number) =>
  page.locator(`.panel-${panel} tbody tr td:nth-child(${column})`).allTextContents();

const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** The contrast of the verdict's word against what it stands on (WCAG 2, relative luminance). */
const TEXT_CONTRAST = `(() => {
  const luminance = (colour) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const word = luminance(getComputedStyle(document.querySelector('.verdict-word')).color);
  const ground = luminance(getComputedStyle(document.querySelector('.panel-verdict')).backgroundColor);
  return (Math.max(word, ground) + 0.05) / (Math.min(word, ground) + 0.05);
})()`;

const CHART_PICTURE = `document.querySelector('.chart canvas').toDataURL()`;

describe.skipIf(!canRun).concurrent('the dashboard in a browser', { retry: 1, timeout: 90_000 }, () => {
  let browser: Browser;
  let normal: MockProbe;
  let ugly: MockProbe;

  beforeAll(async () => {
    [browser, normal, ugly] = await Promise.all([
      // Playwright gives it a profile directory of its own and removes it.
      chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS }),
      startMock('normal'),
      startMock('ugly'),
    ]);
  }, 60_000);

  afterAll(async () => {
    // Those of failed tests as well.
    for (const child of running) child.kill();
    await browser.close();
  });

  it('loads under its content security policy, and moves', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    await expect.poll(() => page.locator('.feed').textContent(), PATIENCE).toBe('Live');
    const picture = await page.evaluate<string>(CHART_PICTURE);
    const rate = await page.locator('.figure-main dd').first().textContent();
    const rates = await rowTexts(page, 'hosts', 2);
    expect(rate).toMatch(/^\d+(\.\d+)?[kM]bit\/s$/);
    await expect.poll(() => page.evaluate<string>(CHART_PICTURE), PATIENCE).not.toBe(picture);
    await expect.poll(() => page.locator('.figure-main dd').first().textContent(), PATIENCE).not.toBe(rate);
    await expect.poll(() => rowTexts(page, 'hosts', 2), PATIENCE).not.toEqual(rates);
    expect(await page.title()).toMatch(/bit\/s · eth1 · wanprobe$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('sorts by a header, filters by text and shows more rows', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    const bytesHeader = page.locator('.panel-flows th', { hasText: 'Bytes' });
    await bytesHeader.getByRole('button').press('Enter');
    expect(await bytesHeader.getAttribute('aria-sort')).toBe('descending');
    await expect.poll(async () => (await rowTexts(page, 'flows', 6))[0], PATIENCE).toMatch(/GB|MB/);
    await bytesHeader.getByRole('button').click();
    expect(await bytesHeader.getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(async () => (await rowTexts(page, 'flows', 6))[0], PATIENCE).toMatch(/kB|MB/);

    await page.locator('input[name=filter-flows]').fill('udp :53');
    await expect.poll(() => page.locator('.panel-flows tbody tr').count(), PATIENCE).toBe(2);
    expect((await rowTexts(page, 'flows', 1)).every((text) => text.startsWith('UDP'))).toBe(true);

    await page.locator('.panel-hosts').getByRole('button', { name: 'Show 20' }).click();
    await expect.poll(() => page.locator('.panel-hosts tbody tr').count(), PATIENCE).toBe(14);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('holds still while paused', async ({ expect }) => {
    const { page, feeds } = await openPage(browser, normal.url);
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await page.locator('main').textContent();
    for (let windows = 0; windows < 2; windows += 1) await feeds[0]!.waitForEvent('framereceived');
    expect(await page.locator('main').textContent()).toBe(before);
    expect(await page.locator('.feed').textContent()).toBe('Paused');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => page.locator('main').textContent(), PATIENCE).not.toBe(before);
    await page.close();
  });

  it('shows hostile names as text that never runs, moves nothing and is cut', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, ugly.url);
    await page.locator('.panel-hosts').getByRole('button', { name: 'Show 20' }).click();
    await expect.poll(() => page.locator('.panel-hosts tbody tr').count(), PATIENCE).toBe(20);
    const names = (await page.locator('.panel-hosts tbody bdi').allTextContents()).join('\n');
    expect(names).toContain('<script>alert("ran")</script>');
    expect(names).toContain('‹202E›gpj.exe‹202C›');
    expect(names).toContain('bell‹0007›');
    const body = (await page.locator('body').textContent()) ?? '';
    expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
    expect(await page.locator('main script, main img, main a').count()).toBe(0);
    const longest = Math.max(...(await page.locator('bdi').allTextContents()).map((text) => text.length));
    expect(longest).toBeLessThanOrEqual(501);
    const line = (await page.locator('.panel-verdict, .panel-line, .panel-history, .panel-findings').allTextContents()).join();
    expect(line).toContain('<script>alert("ran")</script>');
    expect(line).toContain('cause-of-tomorrow');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says on the first look whose fault it is, what says so, and how each minute was', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    const verdict = page.locator('.panel-verdict');
    expect(await verdict.locator('[role=status]').textContent()).toBe('Nothing wrong');
    expect(await verdict.locator('.verdict-since').textContent()).toMatch(/^since .*, for \d+ min/);
    expect(await verdict.locator('.verdict-figures').textContent()).toContain('usually 8.7 ms');
    expect(await verdict.locator('.stop-fine').count()).toBe(5);
    const { y = 0 } = (await verdict.boundingBox()) ?? {};
    expect(y).toBeLessThan(120);

    const strip = verdict.getByRole('slider', { name: 'Verdict of each minute' });
    await strip.focus();
    await strip.press('Home');
    expect(await strip.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d: Nothing wrong$/);
    await strip.press('End');
    for (let quarters = 0; quarters < 3; quarters += 1) await strip.press('PageDown');
    await expect
      .poll(() => verdict.locator('.strip-word').textContent(), PATIENCE)
      .toMatch(/^\d\d:\d\d: Home network, slight\. Devices at home/);
    await strip.press('Escape');
    await expect.poll(() => verdict.locator('.strip-word').textContent(), PATIENCE).toContain('Nothing wrong 170 min');
    expect(await verdict.locator('.strip-bars .bar-outage').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the session, its phases, the ones before it and the echoes of the line', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    const line = page.locator('.panel-line');
    expect(await line.locator('.pill').first().textContent()).toBe('● Up');
    expect(await line.textContent()).toMatch(/Up for1 h \d\d min/);
    expect(await line.locator('.phases-bar').getAttribute('aria-label')).toContain('login 82.4 ms');
    expect(await line.locator('.ends').textContent()).toContain('seen when the PPPoE session was set up');
    await line.getByText('More of this session').click();
    await expect.poll(() => line.textContent(), PATIENCE).toContain('0x1234');
    const history = page.locator('.panel-history');
    expect(await history.textContent()).toContain('Ended by the provider');
    expect(await history.textContent()).toContain('"Session timeout, 24 h" (PADT)');
    await history.getByText('Step by step').press('Enter');
    await expect.poll(() => history.locator('.event').count(), PATIENCE).toBe(8);
    expect(await page.locator('.chart-echo').getAttribute('aria-label')).toMatch(/^Router to provider: median \d/);
    expect(await page.locator('.panel-quality .sides').textContent()).toContain('14.2 ms');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.for([
    ['outage', 'Outage: provider’s line', 'The provider does not answer the router (PPPoE)'],
    ['dhcp', 'Nothing wrong', 'Address lent by DHCP'],
    ['bufferbloat', 'Line is full, serious', 'answers take 309 ms longer'],
  ] as const)('tells the scene "%s" rightly, on a phone and in both themes', async ([scene, word, text], { expect }) => {
    const probe = await startMock(scene);
    const { page, complaints } = await openPage(browser, probe.url, { width: 390, height: 844 });
    await expect.poll(() => page.locator('.panel-verdict [role=status]').textContent(), PATIENCE).toBe(word);
    expect(await page.locator('main').textContent()).toContain(text);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate<number>(TEXT_CONTRAST), `contrast, ${colorScheme}`).toBeGreaterThan(4.5);
      expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
    }
    expect(complaints).toEqual([]);
    await page.close();
    await probe.stop();
  });

  it.for(['normal', 'ugly'] as const)(
    'never scrolls sideways, from a phone to a wide screen (%s data)',
    async (scene, { expect }) => {
      const { page } = await openPage(browser, (scene === 'ugly' ? ugly : normal).url, { width: 375, height: 812 });
      for (const width of [320, 375, 768, 1100, 1440, 2200]) {
        await page.setViewportSize({ width, height: 812 });
        expect(await page.evaluate<number>(OVERFLOW), `at ${width} pixels`).toBe(0);
      }
      await page.close();
    },
  );

  it('shows the machine on a page of its own, reached and left by keyboard and address', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    const link = page.getByRole('link', { name: 'Machine 2 events last' });
    await link.press('Enter');
    await expect.poll(() => page.locator('.panel-quick-look .meter').count(), PATIENCE).toBe(4);
    expect(await link.getAttribute('aria-current')).toBe('page');
    expect(await page.locator('.panel-quick-look').textContent()).toContain('Memorycritical');
    expect(await page.locator('.core').count()).toBe(8);
    expect(await page.locator('.panel-power').textContent()).toContain('Slowed downyesyes');
    expect(await page.locator('.machine-event').count()).toBe(3);
    const load = () => page.locator('.panel-quick-look .meter-value').last().textContent();
    const before = await load();
    await expect.poll(load, PATIENCE).not.toBe(before);
    await expect.poll(() => page.locator('.chart-system canvas').count(), PATIENCE).toBe(1);

    await page.locator('input[name=filter-processes]').fill('rsync root');
    await expect.poll(() => rowTexts(page, 'processes', 1), PATIENCE).toHaveLength(8);
    await page.locator('.panel-processes th', { hasText: 'Memory' }).getByRole('button').click();
    await expect
      .poll(async () => (await rowTexts(page, 'processes', 1)).every((text) => text.includes('rsync')), PATIENCE)
      .toBe(true);

    await page.goBack();
    await expect.poll(() => page.locator('.panel-verdict').count(), PATIENCE).toBe(1);
    expect(await page.locator('.panel-quick-look').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lists other machines, and leads to web addresses only', async ({ expect }) => {
    const { page, complaints } = await openPage(browser, normal.url);
    await page.getByRole('link', { name: 'Machines', exact: true }).click();
    await expect.poll(() => page.locator('.machine-card').count(), PATIENCE).toBe(4);
    const addresses = page.locator('.machine-card h3 a');
    const links = await Promise.all((await addresses.all()).map(async (each) => await each.getAttribute('href')));
    expect(links).toEqual([
      'http://192.0.2.7:8080/',
      'https://probe.example.net/wan/',
      'http://[2001:db8::7]:8080/',
      '#machines',
    ]);
    expect(await page.locator('.machine-away').textContent()).toContain('Away: nothing answers there');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.for(['#machine', '#machines'] as const)('shows hostile names on %s as text, at every width', async (hash, { expect }) => {
    const { page, complaints } = await openPage(browser, ugly.url, { width: 320, height: 812 });
    await page.evaluate(`location.hash = '${hash}'`);
    await page.locator('.panel-quick-look, .machine-card').first().waitFor();
    for (const width of [320, 390, 768, 1100, 1440, 2200]) {
      await page.setViewportSize({ width, height: 812 });
      expect(await page.evaluate<number>(OVERFLOW), `at ${width} pixels`).toBe(0);
    }
    const body = (await page.locator('body').textContent()) ?? '';
    expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
    expect(await page.locator('main script, main img').count()).toBe(0);
    expect(await page.locator('main a[href^="javascript"]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says so when the probe is gone, and comes back by itself', { timeout: 90_000 }, async ({ expect }) => {
    const first = await startMock('normal');
    const { page } = await openPage(browser, first.url);
    await expect.poll(() => page.locator('.feed').getAttribute('data-feed'), PATIENCE).toBe('open');
    await first.stop();
    await expect.poll(() => page.locator('.feed').textContent(), PATIENCE).toMatch(/Reconnecting|Connecting/);
    await expect.poll(() => page.locator('.banner-advice').textContent(), PATIENCE).toContain('No connection');
    await expect.poll(() => page.locator('.page-stale').count(), PATIENCE).toBe(1);
    expect(await page.locator('.feed').textContent()).toMatch(/last update \d+ s ago/);

    const second = await startMock('normal', first.port);
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await expect.poll(() => page.locator('.feed').textContent(), PATIENCE).toBe('Live');
    expect(await page.locator('.banner-advice').count()).toBe(0);
    await page.close();
    await second.stop();
  });

  it('marks a demonstration wherever its figures could be taken for the line’s', async ({ expect }) => {
    const demonstration = await startMock('demonstration');
    const { page } = await openPage(browser, demonstration.url);
    await expect.poll(() => page.title(), PATIENCE).toMatch(/^DEMONSTRATION · /);
    expect(await page.locator('.header').textContent()).toContain('Demonstration');
    expect(await page.locator('.banner-demo').textContent()).toContain('not your line: No interface may be captured from');
    expect(await page.locator('.legend').textContent()).toContain('Demonstration');
    expect(await page.locator('.panel-rate .chart').getAttribute('aria-label')).toContain('Demonstration data');
    await page.close();
    await demonstration.stop();
  });

  it('tells what to do while nothing was seen', async ({ expect }) => {
    const empty = await startMock('empty');
    const { page, complaints } = await openPage(browser, empty.url);
    await expect
      .poll(() => page.locator('.panel-line').textContent(), PATIENCE)
      .toContain('the mirror shows another port than the one between router and modem');
    expect(await page.locator('.panel-verdict').textContent()).toContain('Nothing known yet');
    expect(await page.locator('.banner-advice').textContent()).toContain('mirror port');
    expect(await page.locator('.panel-accounting').textContent()).toContain('not known');
    expect(complaints).toEqual([]);
    await page.close();
    await empty.stop();
  });

  it('keeps the chosen colours over a reload', async ({ expect }) => {
    const { page } = await openPage(browser, normal.url);
    const background = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    const before = await background();
    await page.getByRole('button', { name: /^Colours/ }).click();
    await page.getByRole('button', { name: /^Colours: light/ }).click();
    await expect.poll(background, PATIENCE).not.toBe(before);
    const chosen = await background();
    await page.reload();
    expect(await background()).toBe(chosen);
    await page.close();
  });
});
