import { codeList } from '../codeList';

/** What restarts a limitation (Law art. 27(2); Rules33 art. 27). */
export const interruptionKinds = codeList({
  claim: { zh: '向对方主张权利', en: 'Claim made to the other side' },
  relief: { zh: '向有关部门请求权利救济', en: 'Relief sought from a competent body' },
  consent: { zh: '对方同意履行义务', en: 'The other side agreed to perform' },
});
