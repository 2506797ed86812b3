import { type EventTypeName, eventTypeNames, isEventType } from '@symbolon/protocol/notices'
import { cliErrors, type Input, listOption } from '../kernel/index.ts'

/** The event types named with --events; all of them where there is none. @throws CLI_OPTION_INVALID */
export function eventsOf(input: Input): readonly EventTypeName[] {
  const named = listOption(input, 'events')
  const known = named.filter(isEventType)
  if (known.length < named.length) {
    throw cliErrors.CLI_OPTION_INVALID({ option: '--events', expected: eventTypeNames.join(', ') })
  }
  return known.length === 0 ? eventTypeNames : known
}
