import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { drawReviews, recordReview, reviewsQuery, type Review } from '../../api/reviews';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useStaffTexts } from './texts';

const AT_ONCE = 5;

/** Closed cases of the area, drawn at random, and what was found in them. */
export function Reviews() {
  const t = useStaffTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const list = useInfiniteQuery(reviewsQuery);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const [about, setAbout] = useState<Review>();
  const refresh = () => void client.invalidateQueries({ queryKey: reviewsQuery.queryKey });
  const draw = useAction(drawReviews, ({ rows: drawn }) => {
    refresh();
    void message.info(t('drawn', { n: drawn.length }));
  });
  return (
    <section className="card stack" aria-label={t('reviews')}>
      <div className="row">
        <h2 style={{ flex: 1 }}>{t('reviews')}</h2>
        <Button loading={draw.busy} onClick={() => void draw.run(AT_ONCE)}>
          {t('draw', { n: AT_ONCE })}
        </Button>
      </div>
      <p className="muted">{t('reviewsHelp')}</p>
      <Loaded query={{ data: list.data, error: list.error, isPending: list.isPending, refetch: list.refetch }}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t('noReviews')} />
          ) : (
            <div className="scroll-x" tabIndex={0} role="region" aria-label={t('reviews')}>
              <table className="list">
                <thead>
                  <tr>
                    <th>{t('case')}</th>
                    <th>{t('drawnOn')}</th>
                    <th>{t('found')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((review) => (
                    <tr key={review.id}>
                      <th scope="row">
                        <Link to={`/cases/${review.case}`}>{review.case}</Link>
                      </th>
                      <td>
                        {day(review.drawnAt)} {review.drawnBy.name}
                      </td>
                      <td>
                        {review.result && (
                          <div className="small">
                            {t(review.result)} ·{' '}
                            {t('foundBy', { name: review.reviewedBy?.name ?? '', note: review.note ?? '' })}
                          </div>
                        )}
                        <Button
                          size="small"
                          aria-label={t('recordOf', { number: review.case })}
                          onClick={() => setAbout(review)}
                        >
                          {review.result ? t('changeResult') : t('recordResult')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <More list={list}>{t('more')}</More>
      {about && (
        <Result
          review={about}
          onClose={() => {
            setAbout(undefined);
            refresh();
          }}
        />
      )}
    </section>
  );
}

function Result({ review, onClose }: { review: Review; onClose(): void }) {
  const t = useStaffTexts();
  const [result, setResult] = useState<'sound' | 'flawed'>(review.result ?? 'sound');
  const [note, setNote] = useState(review.note ?? '');
  const save = useAction(recordReview, onClose);
  return (
    <Modal
      open
      title={t('recordOf', { number: review.case })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !note.trim(), loading: save.busy }}
      onCancel={onClose}
      onOk={() => void save.run(review.id, { result, note: note.trim() })}
    >
      <div className="stack">
        <Segmented
          value={result}
          onChange={setResult}
          options={(['sound', 'flawed'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <label className="field">
          <span className="label">{t('note')}</span>
          <Input.TextArea
            value={note}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
