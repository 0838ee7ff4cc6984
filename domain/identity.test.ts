import fc from 'fast-check';
import samples from './case.samples.json';
import { creditCheck, creditFault } from './creditCode';
import { birthDateOf, identityCheck, identityFault, maskIdentity, sexOf } from './identityNumber';

describe('resident identity numbers (GB 11643)', () => {
  test.each(['11010519491231002X', '440524188001010014', ...samples.map(({ workers }) => workers.identityNumber)])(
    '%s',
    (number) => {
      expect(identityFault(number)).toBe(number.startsWith('440524') ? 'birth' : undefined);
    },
  );

  test.each([
    ['340111199001010003', 'check'],
    ['34011119900101000', 'form'],
    ['34011119900101000x', 'form'],
    ['3401111990010100021', 'form'],
    ['340111199002300003', 'birth'],
    ['340111199013010003', 'birth'],
    ['990111199001010002', 'region'],
    ['', 'form'],
    ['３４０１１１１９９００１０１０００２', 'form'],
  ])('%s is wrong by its %s', (number, fault) => expect(identityFault(number)).toBe(fault));

  test('one wrong digit, or two adjacent digits exchanged, never passes', () => {
    const digits = fc
      .tuple(
        fc.constantFrom('340111', '110105', '810000'),
        fc.date({ min: new Date('1920-01-01'), max: new Date('2010-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 999 }),
      )
      .map(
        ([place, birth, sequence]) =>
          `${place}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`,
      );
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (body, at, change) => {
        const number = body + identityCheck(body);
        expect(identityFault(number)).toBeUndefined();
        const altered = `${number.slice(0, at)}${(Number(number[at]) + change) % 10}${number.slice(at + 1)}`;
        expect(identityFault(altered)).toBeDefined();
        const swapped =
          at < 16 ? `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}` : number;
        expect(identityFault(swapped) !== undefined).toBe(swapped !== number);
      }),
    );
  });

  test('contains the birth date and sex, and is shown masked', () => {
    expect(birthDateOf('11010519491231002X')).toBe('1949-12-31');
    expect(sexOf('11010519491231002X')).toBe('female');
    expect(sexOf('340111199001010010')).toBe('male');
    expect(maskIdentity('11010519491231002X')).toBe('110105********002X');
    expect(maskIdentity('G1234567')).toBe('********');
  });
});

describe('unified social credit codes (GB 32100)', () => {
  test.each(['91350100M000100Y43', ...samples.map(({ employer }) => employer.creditCode)])('%s', (code) =>
    expect(creditFault(code)).toBeUndefined(),
  );

  test.each([
    ['913401110000000199', 'check'],
    ['91340111000000019', 'form'],
    ['9134011100000001I8', 'form'],
    ['91990111000000019' + creditCheck('91990111000000019'), 'region'],
    ['', 'form'],
  ])('%s is wrong by its %s', (code, fault) => expect(creditFault(code)).toBe(fault));

  test('one wrong character never passes', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(
        fc.constantFrom(...samples.map(({ employer }) => employer.creditCode)),
        fc.integer({ min: 0, max: 17 }),
        fc.constantFrom(...alphabet),
        (code, at, other) => {
          const altered = `${code.slice(0, at)}${other}${code.slice(at + 1)}`;
          expect(creditFault(altered) === undefined).toBe(altered === code);
        },
      ),
    );
  });
});
