import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useShellTexts } from '../shell/texts';

/** A page that fails shows the error and can be retried; the rest of the workbench keeps working. */
export class ErrorBoundary extends Component<
  { children: ReactNode; resetKey?: string },
  { error?: Error; at?: string }
> {
  override state: { error?: Error; at?: string } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: { resetKey?: string }) {
    if (before.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: undefined });
  }

  override render() {
    return this.state.error ? (
      <Broken error={this.state.error} retry={() => this.setState({ error: undefined })} />
    ) : (
      this.props.children
    );
  }
}

function Broken({ error, retry }: { error: Error; retry: () => void }) {
  const t = useShellTexts();
  return (
    <div className="state" role="alert">
      <h2>{t('broken')}</h2>
      <div>{t('brokenHelp')}</div>
      <code className="small">{error.message}</code>
      <div className="actions">
        <Button type="primary" onClick={retry}>
          {t('retry')}
        </Button>
      </div>
    </div>
  );
}
