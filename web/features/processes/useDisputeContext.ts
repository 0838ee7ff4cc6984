import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DisputeContext } from '../../../domain/feel';
import { bindCalendar, type CalendarData } from '../../../domain/limits/calendar';
import type { Rules } from '../../../domain/limits/rules';
import { calendarQuery, limitsQuery, parametersQuery } from '../../api/oversight';

/** The calendar, limits and parameters in force, as used by the legal functions; undefined until they are loaded. */
export function useDisputeSources():
  | { calendar: CalendarData; rules: Rules; parameters: DisputeContext['parameters'] }
  | undefined {
  const calendar = useQuery(calendarQuery).data;
  const limits = useQuery(limitsQuery).data;
  const parameters = useQuery(parametersQuery).data;
  return useMemo(() => {
    if (!calendar || !limits || !parameters) return undefined;
    return {
      calendar: calendar.calendar as CalendarData,
      rules: { limits: limits.limits, thresholds: limits.thresholds } as Rules,
      parameters: parameters.parameters,
    };
  }, [calendar, limits, parameters]);
}

export function useDisputeContext(): DisputeContext | undefined {
  const sources = useDisputeSources();
  return useMemo(() => sources && { ...sources, calendar: bindCalendar(sources.calendar) }, [sources]);
}
