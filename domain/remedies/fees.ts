import { codeList } from '../codeList';
import type { Source } from '../limits/citation';
import type { Text } from '../text';
import { confirmationRules, costs, law, mediationLaw } from './laws';

interface Fee extends Text {
  law: readonly Source[];
}

/** What a remedy costs whoever uses it. */
export const fees = codeList({
  none: { zh: '不收费', en: 'Free of charge', law: [] },
  arbitration: { zh: '劳动争议仲裁不收费', en: 'Labour arbitration is free of charge', law: [law('53')] },
  mediation: { zh: '调解不收费', en: 'Mediation is free of charge', law: [mediationLaw('4')] },
  suit: {
    zh: '每件10元，适用简易程序的5元；追索劳动报酬的可以不预交；交费确有困难的，可以申请缓交、减交或者免交',
    en: '10 yuan a case, 5 in the simple procedure; not in advance in a suit for wages; whoever cannot pay may ask for relief',
    law: [costs('13(4)'), costs('16'), costs('20'), costs('44')],
  },
  relief: { zh: '申请不收费', en: 'Asking is free of charge', law: [] },
  'payment-order': {
    zh: '财产案件受理费的三分之一',
    en: 'A third of the fee of a property case',
    law: [costs('14(3)')],
  },
  'set-aside': { zh: '每件400元', en: '400 yuan a case', law: [costs('14(5)')] },
  confirmation: { zh: '司法确认不收费', en: 'Judicial confirmation is free of charge', law: [confirmationRules('11')] },
  enforcement: {
    zh: '申请人不用预交，执行后由被执行人负担',
    en: 'Nothing in advance: the debtor bears it after enforcement',
    law: [costs('20'), costs('38')],
  },
  preservation: {
    zh: '不超过1000元的或者不涉及数额的，每件30元；1000元至10万元的部分1%，超过10万元的部分0.5%，最多5000元',
    en: '30 yuan up to 1,000 yuan or without an amount; 1% from there to 100,000 and 0.5% above, at most 5,000 yuan',
    law: [costs('14(2)')],
  },
  retrial: {
    zh: '一般不收费；有新的证据，或者一审后未上诉而申请再审的除外',
    en: 'Usually free of charge, except on new evidence or if nobody had appealed',
    law: [costs('9')],
  },
} satisfies Record<string, Fee>);
export type FeeCode = (typeof fees.codes)[number];

export const feeOf = (code: FeeCode): Fee => fees.rows[code];
