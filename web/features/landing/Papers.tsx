import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { pick, useLanguage } from '../../texts';
import { Empty } from '../../ui/State';
import { usePageTitle } from '../../ui/usePageTitle';
import { blanks, type Blank, type Part } from './blanks';
import { useLandingTexts } from './texts';

/** The papers that parties bring themselves, to fill in and print. */
export default function Papers() {
  const t = useLandingTexts();
  const { code } = useParams();
  const blank = blanks.find((each) => each.code === code);
  usePageTitle(blank ? blank.title : t('papersTitle'));
  if (blank) return <Sheet blank={blank} />;
  return code ? <Empty title={t('unknownPaper')} action={<Link to="/papers">{t('allPapers')}</Link>} /> : <List />;
}

function List() {
  const t = useLandingTexts();
  const language = useLanguage();
  return (
    <div className="stack">
      <h1>{t('papersTitle')}</h1>
      <p className="muted">
        {t('papersIntro')} {language === 'en' && t('papersChinese')}
      </p>
      <ul className="landing-places">
        {blanks.map(({ code, name, about, law, copies }) => (
          <li key={code} className="card">
            <Link to={`/papers/${code}`} className="landing-line">
              <strong>{pick(name, language)}</strong>
            </Link>
            <div>{pick(about, language)}</div>
            <div className="small muted">
              {t('copies')}: {pick(copies, language)} · {t('law')}: {pick(law, language)}
            </div>
          </li>
        ))}
      </ul>
      <Link to="/">{t('home')}</Link>
    </div>
  );
}

function Sheet({ blank }: { blank: Blank }) {
  const t = useLandingTexts();
  const language = useLanguage();
  return (
    <div className="stack">
      <div className="row no-print">
        <Link to="/papers">{t('allPapers')}</Link>
        <span className="grow" />
        <Button size="large" type="primary" onClick={() => print()}>
          {t('printIt')}
        </Button>
      </div>
      <p className="muted no-print">
        {pick(blank.about, language)} {t('copies')}: {pick(blank.copies, language)}
      </p>
      <form className="paper" lang="zh-CN" aria-label={blank.title} onSubmit={(event) => event.preventDefault()}>
        <h1>{blank.title}</h1>
        {blank.parts.map((part, index) => (
          <PaperPart key={index} part={part} />
        ))}
      </form>
    </div>
  );
}

const person = ['姓名', '性别', '出生日期', '公民身份号码', '住所', '联系电话'];
const employer = ['名称', '统一社会信用代码', '住所', '法定代表人（负责人）', '职务', '联系电话'];

function PaperPart({ part }: { part: Part }) {
  switch (part.type) {
    case 'party':
    case 'employer':
      return (
        <fieldset>
          <legend>{part.title}</legend>
          <div className="paper-fields">
            {(part.type === 'party' ? person : employer).map((label) => (
              <label key={label}>
                {label}：<input aria-label={`${part.title} ${label}`} autoComplete="off" />
              </label>
            ))}
          </div>
        </fieldset>
      );
    case 'lines':
      return (
        <label className="paper-lines">
          <strong>{part.title}：</strong>
          <textarea rows={part.rows} />
        </label>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {part.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: part.rows }, (_, row) => (
              <tr key={row}>
                {part.columns.map((column, index) => (
                  <td key={column}>
                    {index === 0 ? row + 1 : <textarea rows={1} aria-label={`${column} ${row + 1}`} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'text':
      return <p>{part.text}</p>;
    case 'to':
      return (
        <p>
          此致
          <br />
          <input aria-label="此致" className="wide" autoComplete="off" placeholder={part.text} />
        </p>
      );
    case 'sign':
      return (
        <div className="paper-sign">
          {part.places.map((place) => (
            <div key={place}>
              {place}：<span />
              <br />
              年　　月　　日
            </div>
          ))}
        </div>
      );
  }
}
