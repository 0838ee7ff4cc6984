import { isParty, sidesOf, worksOn } from '../../domain/reach';
import type { Appointment } from '../../models';
import type { Permission } from '../contract/permissions';
import { mayOpen } from './compartments';
import { reaches } from './reach';
import type { Who } from './Who';

type About = Pick<
  Appointment,
  | 'case'
  | 'region'
  | 'organisation'
  | 'mediator'
  | 'parties'
  | 'readers'
  | 'begunBy'
  | 'compartment'
  | 'side'
  | 'people'
>;

/**
 * Whether the caller may see what an appointment is about: who leads it as long as they work there, and who may see the case and the compartment
 * of the step that fixed it. A talk with one side alone is nothing to the other.
 */
export function maySee(who: Who, permission: Permission, appointment: About): boolean {
  if (!isParty(who) && appointment.people.includes(who.id) && worksOn(who, appointment)) return true;
  if (!reaches(who, permission, appointment)) return false;
  // Another role of the same person makes no difference to what they are to the other side.
  const sides = sidesOf(who, appointment);
  if (appointment.side && sides.length && !sides.includes(appointment.side)) return false;
  return mayOpen(who, appointment, { compartment: appointment.compartment, side: appointment.side });
}
