import { isAmount, isCalendarDate, isCode, isDecimal, isIban, isPositiveDecimal, isText } from './checks.js';

describe('an amount', () => {
  it.each([1, 0, -1, 10 ** 13])('may be %p', (value) => {
    expect(isAmount(value)).toBe(true);
  });
  it.each([1.5, NaN, Infinity, -0, '1', null, true, [1], 10 ** 13 + 1, 2 ** 53])('may not be %p', (value) => {
    expect(isAmount(value)).toBe(false);
  });
});

describe('a date', () => {
  it.each(['2019-03-01', '2020-02-29', '2000-02-29', '2019-12-31', '1900-01-01', '2200-12-31'])(
    'may be %s',
    (value) => {
      expect(isCalendarDate(value)).toBe(true);
    },
  );
  it.each([
    '2019-02-29',
    '2100-02-29',
    '2019-04-31',
    '2019-04-00',
    '2019-13-01',
    '2019-00-10',
    '2019-01-32',
    '2019-1-1',
    '01/03/2019',
    '2019-03-01T00:00:00Z',
    '1899-12-31',
    '2201-01-01',
    '0000-00-00',
    '+02019-01-01',
    ' 2019-03-01',
    '',
    20190301,
  ])('may not be %p', (value) => {
    expect(isCalendarDate(value)).toBe(false);
  });
});

describe('a quantity', () => {
  it.each(['1', '0.5', '10.973', '999999999.999'])('may be %s', (value) => {
    expect(isPositiveDecimal(value, 3)).toBe(true);
  });
  it.each(['0', '0.000', '-1', '+1', '1e3', '.5', '1.', '01', '1,5', '1.2345', '٣', '1 ', 'NaN', 1])(
    'may not be %p',
    (value) => {
      expect(isPositiveDecimal(value, 3)).toBe(false);
    },
  );
  it('may be nothing where nothing was taken', () => {
    expect(isDecimal('0', 3)).toBe(true);
  });
});

describe('a text', () => {
  it.each(['Caffè', '日本', 'a', '👩‍🌾 Anna'])('may be %s', (value) => {
    expect(isText(value, 20)).toBe(true);
  });
  it.each(['', ' ', ' a', 'a ', 'a\u0000', 'a\nb', '\ud800', 'a\u2028b', 'x'.repeat(21), 7, null])(
    'may not be %j',
    (value) => {
      expect(isText(value, 20)).toBe(false);
    },
  );
});

describe('a reference', () => {
  it.each(['P001', 'BRB19-000001', '2019/20', 'a_b.c'])('may be %s', (value) => {
    expect(isCode(value)).toBe(true);
  });
  it.each(['', '-a', 'a b', 'anna@example.org', 'x'.repeat(36), 'IT60X0542811101000000123456'])(
    'may not be %s',
    (value) => {
      expect(isCode(value)).toBe(false);
    },
  );
});

describe('an IBAN', () => {
  it.each(['IT60 X054 2811 1010 0000 0123 456', 'DE89370400440532013000', 'gb82-west-1234-5698-7654-32'])(
    'is seen in %s',
    (value) => {
      expect(isIban(value)).toBe(true);
    },
  );
  it.each(['IT61X0542811101000000123456', 'BRB19-000001', 'DE89', ''])('is not seen in "%s"', (value) => {
    expect(isIban(value)).toBe(false);
  });
});
