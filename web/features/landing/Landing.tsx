import { Link } from 'react-router';
import { LanguageButton } from '../../shell/LanguageButton';
import { SignIn } from '../../shell/SignIn';
import { useShellTexts } from '../../shell/texts';
import { HelpLines } from './HelpLines';
import { useLandingTexts } from './texts';

/** The front page for everybody: what can be done here without an account, and the sign-in beside it. */
export function Landing() {
  const t = useLandingTexts();
  const s = useShellTexts();
  return (
    <div className="landing">
      <header className="landing-bar">
        <img src="/icon.svg" alt="" width={32} height={32} />
        <strong>{s('brand')}</strong>
        <span className="not-phone small">{s('tagline')}</span>
        <span className="grow" />
        <LanguageButton />
      </header>
      <main id="main" tabIndex={-1}>
        <section className="landing-head">
          <h1>{t('head')}</h1>
          <p>{t('lead')}</p>
          <div className="landing-apply">
            <Link to="/file" className="landing-call">
              {t('asWorker')}
            </Link>
            <Link to="/file?as=employer" className="landing-call quiet">
              {t('asEmployer')}
            </Link>
          </div>
        </section>
        <div className="landing-rest">
          <div className="stack">
            <section className="landing-services" aria-label={t('services')}>
              <Service to="/#case" title={t('lookUp')} help={t('lookUpHelp')} />
              <Service to="/calculator" title={t('calculate')} help={t('calculateHelp')} />
              <Service to="/papers" title={t('print')} help={t('printHelp')} />
              <Service to="/places" title={t('places')} help={t('placesHelp')} />
            </section>
            <section className="card" aria-labelledby="how">
              <h2 id="how">{t('how')}</h2>
              <ol className="landing-way">
                <li>{t('howNegotiate')}</li>
                <li>{t('howMediate')}</li>
                <li>{t('howArbitrate')}</li>
                <li>{t('howSue')}</li>
              </ol>
            </section>
          </div>
          <div className="stack">
            <SignIn />
            <HelpLines />
          </div>
        </div>
      </main>
    </div>
  );
}

function Service({ to, title, help }: { to: string; title: string; help: string }) {
  return (
    <Link to={to} className="card landing-service">
      <strong>{title}</strong>
      <span className="small muted">{help}</span>
    </Link>
  );
}
