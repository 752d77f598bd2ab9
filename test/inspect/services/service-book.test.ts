import { describe, expect, it } from 'vitest';
import { ServiceBook } from '../../../src/inspect/services/service-book.ts';
import type { ServiceTable } from '../../../src/inspect/services/service-table.ts';
import { MOST_GROWTH, timeGrowth } from '../../support/time-growth.ts';

const TABLES: readonly ServiceTable[] = [
  {
    category: 'search',
    services: [
      { service: 'Finder', domains: ['finder.example', 'find.example.net'] },
      { service: 'Other', domains: ['other.example'] },
    ],
  },
  { category: 'mail', services: [{ service: 'Letters', domains: ['mail.finder.example'] }] },
];

describe('a service book', () => {
  const book = new ServiceBook(TABLES);

  it('numbers services from 1 on, in the order of the tables', () => {
    expect(['finder.example', 'other.example', 'mail.finder.example', 'example.org'].map((name) => book.find(name))).toEqual([
      1, 2, 3, 0,
    ]);
    expect(book.size).toBe(3);
    expect([1, 2, 3].map((id) => book.service(id))).toEqual([
      { service: 'Finder', category: 'search' },
      { service: 'Other', category: 'search' },
      { service: 'Letters', category: 'mail' },
    ]);
  });

  it('has nothing for numbers it never gave', () => {
    expect([0, 4, -1, 1.5].map((id) => book.service(id))).toEqual([null, null, null, null]);
  });

  it('takes the longest listed domain that a name lies below', () => {
    expect(book.labelsOf('mail.finder.example')).toEqual({ service: 'Letters', category: 'mail' });
    expect(book.labelsOf('imap.mail.finder.example')).toEqual({ service: 'Letters', category: 'mail' });
    expect(book.labelsOf('maps.finder.example')).toEqual({ service: 'Finder', category: 'search' });
    expect(book.labelsOf('a.b.c.d.e.f.finder.example')).toEqual({ service: 'Finder', category: 'search' });
  });

  it('compares whole labels', () => {
    expect(book.find('pathfinder.example')).toBe(0);
    expect(book.find('finder.example.org')).toBe(0);
    expect(book.find('-mail.finder.example')).toBe(1);
  });

  it.each(['', '.', '..', 'example', '.example', 'finder', 'example.', '...finder', 'net.'])('has nothing for "%s"', (name) => {
    expect(book.find(name)).toBe(0);
    expect(book.labelsOf(name)).toEqual({ service: null, category: null });
  });

  it('reads over a dot at the end', () => {
    expect(book.find('mail.finder.example.')).toBe(3);
    expect(book.find('.finder.example')).toBe(1);
  });

  it('does not take names of object properties for services', () => {
    expect(book.find('__proto__.constructor')).toBe(0);
  });

  it('finds the same after every name at every cut', () => {
    const name = 'x.imap.mail.finder.example';
    for (let length = 0; length <= name.length; length += 1) {
      const cut = name.slice(name.length - length);
      const expected =
        cut.endsWith('.mail.finder.example') || cut === 'mail.finder.example' ? 3 : /(^|\.)finder\.example$/.test(cut) ? 1 : 0;
      expect([cut, book.find(cut)]).toEqual([cut, expected]);
      expect([name.slice(0, length), book.find(name.slice(0, length))]).toEqual([
        name.slice(0, length),
        length === name.length ? 3 : 0,
      ]);
    }
  });
});

describe('the tables of a service book', () => {
  it('are gone through by the first question, and once', () => {
    let asked = 0;
    const table: ServiceTable = {
      category: 'search',
      get services() {
        asked += 1;
        return [{ service: 'Finder', domains: ['finder.example'] }];
      },
    };
    const book = new ServiceBook([table]);
    expect(asked).toBe(0);
    expect([book.find('finder.example'), book.find('example.net'), book.size, book.labelsOf('a.finder.example').service]).toEqual(
      [1, 0, 1, 'Finder'],
    );
    expect(asked).toBe(1);
  });
});

describe('the user’s own services', () => {
  it('come behind the built-in ones', () => {
    const book = new ServiceBook(TABLES, [{ service: 'Intranet', category: null, domains: ['intranet.example.net'] }]);
    expect(book.find('www.intranet.example.net')).toBe(4);
    expect(book.service(4)).toEqual({ service: 'Intranet', category: 'own' });
    expect(book.find('finder.example')).toBe(1);
  });

  it('win where the tables have the very domain', () => {
    const book = new ServiceBook(TABLES, [{ service: 'Mine', category: 'office', domains: ['finder.example'] }]);
    expect(book.labelsOf('www.finder.example')).toEqual({ service: 'Mine', category: 'office' });
    expect(book.labelsOf('mail.finder.example')).toEqual({ service: 'Letters', category: 'mail' });
    expect(book.labelsOf('find.example.net')).toEqual({ service: 'Finder', category: 'search' });
  });

  it('may give a built-in service more domains, whatever its capitals', () => {
    const book = new ServiceBook(TABLES, [{ service: 'FINDER', category: null, domains: ['finder.example.org'] }]);
    expect(book.size).toBe(3);
    expect(book.labelsOf('finder.example.org')).toEqual({ service: 'Finder', category: 'search' });
  });

  it('may move a built-in service to another category', () => {
    const book = new ServiceBook(TABLES, [{ service: 'Finder', category: 'work', domains: ['finder.example.org'] }]);
    expect(book.labelsOf('finder.example')).toEqual({ service: 'Finder', category: 'work' });
    expect(book.labelsOf('other.example')).toEqual({ service: 'Other', category: 'search' });
  });

  it('give way to another list, and keep their numbers and what they were called', () => {
    const intranet = { service: 'Intranet', category: 'office', domains: ['intranet.example.net'] };
    const book = new ServiceBook(TABLES, [intranet]);
    expect(book.find('intranet.example.net')).toBe(4);
    book.takeOwn([{ service: 'Camera', category: null, domains: ['camera.example.net'] }]);
    expect([book.find('intranet.example.net'), book.find('camera.example.net')]).toEqual([0, 5]);
    expect(book.service(4)).toEqual({ service: 'Intranet', category: 'office' });
    book.takeOwn([{ service: 'INTRANET', category: null, domains: ['wiki.example.net'] }]);
    expect([book.find('wiki.example.net'), book.find('camera.example.net'), book.size]).toEqual([4, 0, 5]);
    expect(book.service(4)).toEqual({ service: 'INTRANET', category: 'own' });
    expect(book.labelsOf('finder.example')).toEqual({ service: 'Finder', category: 'search' });
  });

  it('leave a built-in service what it was when their list says no more of it', () => {
    const book = new ServiceBook(TABLES, [{ service: 'Finder', category: 'work', domains: ['other.example'] }]);
    expect(book.labelsOf('other.example')).toEqual({ service: 'Finder', category: 'work' });
    book.takeOwn([]);
    expect(book.labelsOf('other.example')).toEqual({ service: 'Other', category: 'search' });
    expect(book.labelsOf('finder.example')).toEqual({ service: 'Finder', category: 'search' });
  });

  it('are taken before the first question, too', () => {
    const book = new ServiceBook(TABLES);
    book.takeOwn([{ service: 'Mine', category: null, domains: ['mine.example'] }]);
    expect(book.labelsOf('www.mine.example')).toEqual({ service: 'Mine', category: 'own' });
  });

  it('may be spread over several entries', () => {
    const own = ['a.example', 'b.example'].map((domain) => ({ service: 'Mine', category: null, domains: [domain] }));
    const book = new ServiceBook(TABLES, own);
    expect([book.find('a.example'), book.find('b.example'), book.size]).toEqual([4, 4, 4]);
  });

  it('leave the tables as they were', () => {
    new ServiceBook(TABLES, [{ service: 'Finder', category: 'work', domains: ['finder.example'] }]);
    expect(new ServiceBook(TABLES).labelsOf('finder.example')).toEqual({ service: 'Finder', category: 'search' });
  });
});

describe('the time a look-up takes', () => {
  const book = new ServiceBook();
  const look = (names: readonly string[]) => {
    for (const name of names) book.find(name);
  };

  it('is in proportion to the name’s labels at most', () => {
    const make = (labels: number) => Array.from({ length: 100 }, (_, index) => `${index}.${'a.'.repeat(labels)}com`);
    expect(timeGrowth(20_000, make, look)).toBeLessThan(MOST_GROWTH);
  });

  it('is in proportion to a label’s length at most', () => {
    const make = (length: number) => Array.from({ length: 100 }, (_, index) => `${index}${'a'.repeat(length)}.example.com`);
    expect(timeGrowth(50_000, make, look)).toBeLessThan(MOST_GROWTH);
  });
});
