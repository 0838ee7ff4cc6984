import { appointmentFields, type AppointmentField } from '../../../domain/appointments';
import type { Form } from '../../../engine/form';

/** The keys of the form's fields that make an appointment. */
export function appointmentKeys(form: Form): Partial<Record<AppointmentField, string>> {
  return Object.fromEntries(
    form.components.flatMap(({ key, properties }) => {
      const field = appointmentFields.find((each) => each === properties?.appointment);
      return key && field ? [[field, key]] : [];
    }),
  );
}
