import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Props<K extends string> {
  value: K;
  onChange(value: NoInfer<K>): void;
  items: readonly { key: NoInfer<K>; label: ReactNode }[];
  label: string;
  children: ReactNode;
}

/** Tabs over one panel. Arrow keys move between them; on a narrow screen the row of tabs scrolls. */
export function Tabs<K extends string>({ value, onChange, items, label, children }: Props<K>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function move(event: KeyboardEvent) {
    const at = items.findIndex(({ key }) => key === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const item = to === undefined ? undefined : items[(to + items.length) % items.length];
    if (!item) return;
    event.preventDefault();
    onChange(item.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${item.key}"]`)?.focus();
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className="tab-list">
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-${item.key}`}
            data-tab={item.key}
            aria-selected={item.key === value}
            aria-controls={`${id}-panel`}
            tabIndex={item.key === value ? 0 : -1}
            onClick={() => onChange(item.key)}
            onKeyDown={move}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  );
}
