import { Button } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** A list that is read page by page (web/api/paged.ts). */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
  size?: 'large';
  children: ReactNode;
}

/** Reads the next page of a list, if there is one. */
export function More({ list, size, children }: Props) {
  if (!list.hasNextPage) return null;
  return (
    <Button size={size} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {children}
    </Button>
  );
}
