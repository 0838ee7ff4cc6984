import { BarChart, LineChart, PieChart, FunnelChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLatest } from './useLatest';

echarts.use([
  BarChart,
  LineChart,
  PieChart,
  FunnelChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  AriaComponent,
  SVGRenderer,
]);

export const palette = ['#0d5c63', '#c98a1b', '#5b7f95', '#2c6e3f', '#b3261e', '#7a5c99', '#3d8b86', '#8a5a00'];

interface Props {
  option: Record<string, unknown>;
  label: string;
  height?: number;
  onPick?(name: string): void;
}

/** A chart as SVG with a text description; the table beside it has the same figures for everyone. */
export function Chart({ option, label, height = 280, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | undefined>(undefined);
  const pickHere = useLatest(onPick);

  useEffect(() => {
    const made = echarts.init(place.current!, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => pickHere.current?.(String(event.name)));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, [pickHere]);

  useEffect(() => {
    chart.current?.setOption(
      {
        animation: false,
        color: palette,
        textStyle: { fontFamily: getComputedStyle(place.current!).fontFamily },
        aria: { enabled: true, label: { description: label } },
        tooltip: { trigger: 'item' },
        ...option,
      },
      true,
    );
  }, [option, label]);

  return <div ref={place} style={{ height }} role="img" aria-label={label} />;
}
