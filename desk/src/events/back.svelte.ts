/** The list of events as it was last seen, for the way back from an event. */

export const back = $state({ href: '#/events' });
