import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StreamEvent } from '../../api/contract/notices';
import { pauseBefore, STEADY_MS } from './backOff';

/**
 * Listens to the server's events and refreshes the lists and pages they affect. After an interruption it reconnects
 * with growing, random pauses and reports its last position, so that a restarted server is not overrun. False while the
 * stream is interrupted.
 */
export function useLive(on = true): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(true);
  useEffect(() => {
    if (!on) return undefined;
    let broken: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let steady: ReturnType<typeof setTimeout> | undefined;
    let attempts = 0;
    let last = '';
    let source: EventSource | undefined;
    const soon = gather((events) => refresh(client, events));
    const open = () => {
      source = new EventSource(`/api/events${last && `?after=${last}`}`);
      source.onmessage = ({ data, lastEventId }) => {
        last = lastEventId || last;
        soon(JSON.parse(data as string) as StreamEvent);
      };
      source.onopen = () => {
        clearTimeout(broken);
        broken = undefined;
        steady = setTimeout(() => (attempts = 0), STEADY_MS);
        setLive(true);
        // Events between reading and listening were missed.
        for (const queryKey of [['tasks'], ['cases'], ['notices']])
          void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
      };
      source.onerror = () => {
        // An interruption is reported only if it lasts for seconds.
        broken ??= setTimeout(() => setLive(false), 4000);
        // The browser's built-in reconnection has no growing pauses.
        source?.close();
        clearTimeout(steady);
        clearTimeout(again);
        again = setTimeout(open, pauseBefore((attempts += 1), Math.random()));
      };
    };
    open();
    return () => {
      for (const timer of [broken, again, steady]) clearTimeout(timer);
      source?.close();
    };
  }, [client, on]);
  return live;
}

/** Events come in bursts (a step closes one task and opens two), so they are batched. */
function gather(take: (events: StreamEvent[]) => void): (event: StreamEvent) => void {
  let waiting: StreamEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (event) => {
    waiting.push(event);
    timer ??= setTimeout(() => {
      timer = undefined;
      take(waiting);
      waiting = [];
    }, 250);
  };
}

function refresh(client: QueryClient, events: StreamEvent[]): void {
  if (events.some((event) => event.type === 'resync')) return void client.invalidateQueries();
  const cases = new Set<string>();
  let tasks = false;
  for (const event of events) {
    if (event.type === 'task') {
      tasks = true;
      cases.add(event.case);
    }
    if (event.type === 'case') {
      cases.add(event.number);
      void client.invalidateQueries({ queryKey: ['cases', 'list'] });
    }
    if (event.type === 'notice') void client.invalidateQueries({ queryKey: ['notices'] });
  }
  if (tasks) void client.invalidateQueries({ queryKey: ['tasks'] });
  for (const number of cases) void client.invalidateQueries({ queryKey: ['cases', number] });
}
