import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { calculations } from '../../../domain/calculator';
import { pick, useLanguage } from '../../texts';
import { isParty, may, useMaybeSession } from '../../session';
import { usePageTitle } from '../../ui/usePageTitle';
import { Calculation } from './Calculation';
import { Choices } from './Choices';
import { carriedFrom } from './carriedFrom';
import { useCalculatorTexts } from './texts';

/** For everybody, without an account: what is due, with its steps and articles; and from there to the filing. */
export default function Calculator() {
  const t = useCalculatorTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const session = useMaybeSession();
  const [address, setAddress] = useSearchParams();
  const rules = calculations.find(({ code }) => code === address.get('claim'));
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) head.current?.focus();
    moved.current = true;
  }, [rules]);
  usePageTitle(rules ? pick(rules.name, language) : t('title'));
  const files = !session || isParty(session) ? '/file' : may(session, 'case.file') ? '/cases/new' : undefined;

  return (
    <div className="narrow calculator">
      <h1 ref={head} tabIndex={-1}>
        {rules ? pick(rules.name, language) : t('title')}
      </h1>
      <p className="muted">{rules ? pick(rules.about, language) : t('intro')}</p>
      {rules ? (
        <>
          <Calculation
            key={rules.code}
            rules={rules}
            then={(result, entered) =>
              files && (
                <Button
                  type="primary"
                  size="large"
                  block
                  onClick={() => navigate(files, { state: carriedFrom(rules, result, entered, language) })}
                >
                  {t('file')}
                </Button>
              )
            }
          />
          <Button size="large" block className="another" onClick={() => setAddress({})}>
            {t('another')}
          </Button>
        </>
      ) : (
        <Choices of={calculations} choose={({ code }) => setAddress({ claim: code })} />
      )}
    </div>
  );
}
