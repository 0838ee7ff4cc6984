import { Button } from 'antd';
import { useState } from 'react';
import { calculations, type Calculation as Rules, type Entered } from '../../../domain/calculator';
import { useLanguage } from '../../texts';
import { Calculation } from '../calculator/Calculation';
import type { CarriedClaim } from '../calculator/carried';
import { carriedFrom, withBasis } from '../calculator/carriedFrom';
import { Choices } from '../calculator/Choices';
import { useCalculatorTexts } from '../calculator/texts';
import { useFilingContext } from './useFiling';

/** Beside a claim: calculates its amount, and fills it in with the basis; nothing if its cause has no calculation. */
export function ClaimCalculator({ index }: { index: number }) {
  const t = useCalculatorTexts();
  const language = useLanguage();
  const filing = useFilingContext();
  const path = `claims.${index}`;
  const claim = (filing.get(path) as CarriedClaim | undefined) ?? {};
  const offered = claim.cause ? calculations.filter(({ cause }) => cause === claim.cause) : calculations;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Rules>();
  const [filled, setFilled] = useState(false);
  if (!offered.length) return null;
  const rules = offered.length === 1 ? offered[0] : offered.find((each) => each === chosen);

  const known: Entered = {
    place: filing.get('region') as string | undefined,
    started: filing.get('employmentStarted') as string | undefined,
    ended: filing.get('employmentEnded') as string | undefined,
  };
  return (
    <div className="calculator stack">
      <div className="row">
        <Button
          size="large"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
            setChosen(undefined);
            setFilled(false);
          }}
        >
          {open ? t('close') : t('help')}
        </Button>
        <span role="status">{filled && t('filled')}</span>
      </div>
      {open && !rules && <Choices of={offered} choose={setChosen} />}
      {open && rules && (
        <Calculation
          key={rules.code}
          rules={rules}
          initial={known}
          then={(result, entered) => (
            <Button
              type="primary"
              size="large"
              block
              onClick={() => {
                const carried = carriedFrom(rules, result, entered, language).claim;
                filing.set(path, { ...claim, ...carried, facts: withBasis(claim.facts, carried.facts ?? '') });
                setOpen(false);
                setFilled(true);
              }}
            >
              {t('fill')}
            </Button>
          )}
        />
      )}
    </div>
  );
}
