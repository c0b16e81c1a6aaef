/** Thai phrases for entries that are composed from tables. */

/** The title of a role group's row in the table of expected roles. */
export const rolesInAllPhases = (group: string): string => `บทบาทที่คาดหวังของ${group} ทุกช่วงเวลา`;
