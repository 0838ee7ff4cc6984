import { Badge } from 'antd';

/** How many notices are unread. */
export function Bell({ unread }: { unread: number }) {
  return (
    <Badge count={unread} size="small" color="#b3261e">
      <svg className="bell" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </Badge>
  );
}
