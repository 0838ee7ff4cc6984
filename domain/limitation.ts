import { employmentTraits, type Case, type Claim } from './case';
import { causeTraits, causes } from './causes';
import type { Calendar } from './limits/calendar';
import type { Day } from './limits/dates';
import { derive, type Derivation } from './limits/derive';
import { explain } from './limits/explain';
import { limitOf, type Rules } from './limits/rules';
import type { Text } from './text';

/** What the limitation depends on; dates are days in Asia/Shanghai. */
export type LimitationFacts = Pick<Case, 'claims'> &
  Partial<
    Pick<Case, 'employment' | 'employmentEnded' | 'employed' | 'rightInfringedOn' | 'interruptions' | 'suspensions'>
  >;

/** Whether one claim looks time-barred; null if facts are missing, with the names of those facts. */
export interface ClaimLimitation {
  cause: string;
  looksExpired: boolean | null;
  rule: string;
  dueDate: Day | null;
  missing: string[];
  explanation: Text;
}

/**
 * Of all claims together: expired if any looks so, otherwise unknown if any is, otherwise not. `rule` and `dueDate` are
 * those of the deciding claim.
 */
export interface Limitation {
  looksExpired: boolean | null;
  rule: string;
  dueDate: Day | null;
  due: string | null;
  provisional: boolean;
  missing: string[];
  explanation: Text;
  claims: ClaimLimitation[];
}

/**
 * Whether the limitation for applying for arbitration looks expired on a day (Law art. 27; 公务员法 art. 105; Rules33 art.
 * 26–28). It is a hint and never blocks filing, because limitation is not a condition of acceptance (Rules33 art. 30)
 * and the respondent must raise it during arbitration (解释(二) art. 20).
 */
export function limitation(facts: LimitationFacts, filedOn: Day, rules: Rules, calendar: Calendar): Limitation {
  const found = facts.claims.map((claim) => ofClaim(claim, facts, filedOn, rules, calendar));
  const decides =
    found.find(({ claim }) => claim.looksExpired) ??
    found.find(({ claim }) => claim.looksExpired === null) ??
    found[0]!;
  return {
    looksExpired: decides.claim.looksExpired,
    rule: decides.claim.rule,
    dueDate: decides.claim.dueDate,
    due: decides.derivation?.due ?? null,
    provisional: decides.derivation?.provisional ?? false,
    missing: [...new Set(found.flatMap(({ claim }) => claim.missing))],
    explanation: decides.claim.explanation,
    claims: found.map(({ claim }) => claim),
  };
}

interface Found {
  claim: ClaimLimitation;
  derivation?: Derivation;
}

function ofClaim(claim: Claim, facts: LimitationFacts, filedOn: Day, rules: Rules, calendar: Calendar): Found {
  const infringed = claim.rightInfringedOn ?? facts.rightInfringedOn;
  const { employmentEnded: ended } = facts;
  const traits = causes.has(claim.cause) ? causeTraits(claim.cause) : undefined;
  const expiry = (rule: string, trigger: Day) => derived(rule, trigger, facts, rules, calendar);
  if (employmentTraits(facts.employment).sixtyDays)
    return decided(claim, 'arbitration-limitation-civil-servant', infringed, 'rightInfringedOn', filedOn, expiry);
  if (traits?.wageArrears) return wages(claim, infringed, facts, filedOn, expiry);
  if (infringed || traits?.fromEnd || !ended)
    return decided(
      claim,
      'arbitration-limitation',
      infringed ?? (traits?.fromEnd ? ended : undefined),
      'rightInfringedOn',
      filedOn,
      expiry,
    );
  // The infringement came no later than the end of the employment, so if that end is too long ago, so is the
  // infringement.
  const latest = decided(claim, 'arbitration-limitation', ended, 'rightInfringedOn', filedOn, expiry);
  return latest.claim.looksExpired ? latest : unknown(claim, 'arbitration-limitation', ['rightInfringedOn']);
}

/** Wage arrears: no one-year limit while the employment lasts, one year from its end (Law art. 27(4)). */
function wages(claim: Claim, infringed: Day | undefined, facts: LimitationFacts, filedOn: Day, expiry: Expiry): Found {
  const rule = 'arbitration-limitation-wages';
  if (facts.employmentEnded) return decided(claim, rule, facts.employmentEnded, 'employmentEnded', filedOn, expiry);
  if (facts.employed) {
    return {
      claim: {
        cause: claim.cause,
        looksExpired: false,
        rule,
        dueDate: null,
        missing: [],
        explanation: {
          zh: '劳动关系存续期间因拖欠劳动报酬发生争议的，不受一年仲裁时效期间的限制（调解仲裁法第27条第4款）。',
          en: 'While the employment lasts, the one-year limitation does not apply to wage arrears (Law art. 27(4)).',
        },
      },
    };
  }
  // Even if the employment had ended at once, the year could not be over.
  const earliest = infringed && decided(claim, rule, infringed, 'employmentEnded', filedOn, expiry);
  return earliest && earliest.claim.looksExpired === false
    ? { claim: { ...earliest.claim, dueDate: null, missing: [] } }
    : unknown(claim, rule, ['employmentEnded']);
}

type Expiry = (rule: string, trigger: Day) => Derivation;

function derived(rule: string, trigger: Day, facts: LimitationFacts, rules: Rules, calendar: Calendar): Derivation {
  const limit = limitOf(rules, rule);
  if (!limit) throw new RangeError(`the rules have no limit ${rule}`);
  return derive({
    limit,
    trigger,
    calendar,
    restarts: (facts.interruptions ?? []).map(({ on, kind }) => ({ on, reason: kind })),
    stops: facts.suspensions ?? [],
  });
}

function decided(
  claim: Claim,
  rule: string,
  trigger: Day | undefined,
  needs: string,
  filedOn: Day,
  expiry: Expiry,
): Found {
  if (!trigger) return unknown(claim, rule, [needs]);
  const derivation = expiry(rule, trigger);
  const looksExpired = derivation.dueDate !== null && filedOn > derivation.dueDate;
  return {
    derivation,
    claim: {
      cause: claim.cause,
      looksExpired,
      rule,
      dueDate: derivation.dueDate,
      missing: [],
      explanation: {
        zh: `${explain(derivation, 'zh')}${looksExpired ? `${filedOn}已超过该期限；对方可以提出时效抗辩，但不影响受理。` : ''}`,
        en: `${explain(derivation, 'en')}${looksExpired ? ` ${filedOn} is after it: the other side may raise the limitation, but filing is not refused for it.` : ''}`,
      },
    },
  };
}

const asked: Record<string, Text> = {
  employmentEnded: { zh: '劳动关系是否已经终止、何时终止', en: 'whether and when the employment ended' },
  rightInfringedOn: { zh: '何时知道或者应当知道权利被侵害', en: 'when the infringement was known or should have been' },
};

function unknown(claim: Claim, rule: string, missing: string[]): Found {
  const list = (lang: 'zh' | 'en') => missing.map((field) => asked[field]![lang]).join(lang === 'zh' ? '、' : ', ');
  return {
    claim: {
      cause: claim.cause,
      looksExpired: null,
      rule,
      dueDate: null,
      missing,
      explanation: {
        zh: `尚不能判断仲裁时效：请说明${list('zh')}。`,
        en: `The limitation cannot be determined yet: say ${list('en')}.`,
      },
    },
  };
}

/** A line for each claim of which the limitation looks expired or cannot be determined: a hint, which closes nothing. */
export function limitationInWords({ claims }: Pick<Limitation, 'claims'>, lang: 'zh' | 'en' = 'zh'): string[] {
  return claims.flatMap(({ cause, looksExpired, explanation }, index) =>
    looksExpired === false
      ? []
      : [
          lang === 'zh'
            ? `请求${index + 1}（${causes.has(cause) ? causes.name(cause, 'zh') : cause}）：${explanation.zh}`
            : `Claim ${index + 1} (${causes.has(cause) ? causes.name(cause, 'en') : cause}): ${explanation.en}`,
        ],
  );
}
