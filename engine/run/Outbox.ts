import type { Command } from '../commands';

/** The commands of a step. What is requested and withdrawn within one step is never sent. */
export class Outbox {
  private readonly commands: (Command | undefined)[] = [];
  private readonly asked = new Map<string, number>();

  add(command: Command): void {
    const taking = takesBack[command.type];
    if (taking) {
      const name = `${taking} ${subject(command)}`;
      const at = this.asked.get(name);
      if (at !== undefined) {
        this.commands[at] = undefined;
        this.asked.delete(name);
        return;
      }
    }
    if (asks.has(command.type)) this.asked.set(`${command.type} ${subject(command)}`, this.commands.length);
    this.commands.push(command);
  }

  get sent(): Command[] {
    return this.commands.filter((command) => command !== undefined);
  }
}

const takesBack: Partial<Record<Command['type'], Command['type']>> = {
  closeTask: 'openTask',
  cancelJob: 'runJob',
  cancelCall: 'callProcess',
  unsubscribe: 'subscribe',
  unsubscribeSignal: 'subscribeSignal',
  resolveIncident: 'raiseIncident',
};
const asks = new Set(Object.values(takesBack));

function subject(command: Command): string {
  if (command.type === 'subscribe' || command.type === 'unsubscribe')
    return `${command.key} ${command.element} ${command.message}`;
  if (command.type === 'subscribeSignal' || command.type === 'unsubscribeSignal')
    return `${command.key} ${command.element} ${command.signal}`;
  return 'key' in command ? String(command.key) : '';
}
