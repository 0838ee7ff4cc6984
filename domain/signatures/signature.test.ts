import { signedBy } from './signature';

const at = '2026-05-11T02:00:00.000Z';
const signer = { id: 'employer@AH-340111-2026-000001', name: '合肥某公司' };
const manager = { side: 'employer', name: '王经理', capacity: 'agent', means: 'power-of-attorney' } as const;

describe('a signature', () => {
  it('confirmed by a one-time code names the person who received it, and how they had been identified', () => {
    expect(signedBy(signer, [{ ...manager, confirmed: { by: 'code', at } }], at)).toEqual({
      by: signer.id,
      person: '王经理',
      capacity: 'agent',
      identifiedBy: 'power-of-attorney',
      means: 'code',
      at,
    });
  });

  it('that staff recorded was made before them, or on paper that they have; an account signs for itself', () => {
    expect(signedBy(signer, [manager], at).means).toBe('before-staff');
    expect(signedBy(signer, [{ ...manager, paper: 'p' }], at).means).toBe('paper');
    const owner = { ...manager, name: '赵店主', capacity: 'party', means: 'identity-card' } as const;
    expect(signedBy(signer, [manager, owner], at)).toMatchObject({
      person: '王经理',
      people: [{ person: '王经理' }, { person: '赵店主', capacity: 'party', identifiedBy: 'identity-card' }],
    });
    expect(signedBy(signer, undefined, at)).toMatchObject({ person: signer.name, means: 'account' });
  });
});
