/** Thai phrases for entries that are composed from tables. */

/** The title of a role group's row in the table of expected roles. */
export const rolesInAllPhases = (group: string): string => `บทบาท${group} ทุกช่วงเวลา`;

/** The title of two role groups beside one another. */
export const rolesCompared = (one: string, other: string): string => `เปรียบเทียบบทบาท${one} กับ${other}`;

/** An area of duties or another row by its number. */
export const numbered = (number: number, name: string): string => `ข้อ ${number} ${name}`;

/** What a letter of the responsibility matrix says. */
export const letterOf = ({ id, name, english }: { id: string; name: string; english: string }): string => `${name} (${id} = ${english})`;

/** The title of an area in the responsibility matrix. */
export const areaTitle = (area: string): string => `ใครรับผิดชอบเรื่อง${area} (ขอบเขตหน้าที่ของ GCIO แต่ละระดับ)`;

/** How people ask for an area of the matrix. */
export const areaQuestions = (area: string): string[] => [
  `${area} ใครรับผิดชอบหลัก ใครดำเนินการ`,
  `GCIO MCIO DCIO PCIO ใครดูแลเรื่อง${area}`,
  `ตาราง RACI เรื่อง${area} ใครทำ ใครแค่รับทราบ`,
  `ช่องของ DG/DE ใน matrix เรื่อง${area} ได้ตัวอักษรอะไร`,
];

/** The title of a body's column in the responsibility matrix. */
export const bodyTitle = (body: string): string => `${body} รับผิดชอบ ดำเนินการ ให้คำปรึกษา หรือรับทราบข้อใดบ้างใน 13 ข้อ`;

/** How people ask for a body's column. */
export const bodyQuestions = (body: string): string[] => [
  `${body} รับผิดชอบหลักข้อไหนบ้าง`,
  `${body} รับทราบอย่างเดียวเรื่องอะไร`,
  `${body} รับผิดชอบเรื่องอะไรบ้างในตาราง`,
  `ในตารางหน้าที่ ${body} ทำเรื่องไหนบ้าง ได้ตัวอะไร`,
  `ตาราง RACI ${body} ต้องทำอะไรบ้าง`,
];

/** The title of two bodies beside one another. */
export const bodiesComparedTitle = (one: string, other: string): string => `เปรียบเทียบขอบเขตหน้าที่ ${one} กับ ${other} ใน 13 ข้อ`;

/** The areas in which two bodies have the same part. */
export const inBoth = (numbers: readonly number[]): string => `เหมือนกันในข้อ ${numbers.join(', ')}`;

/** The cells of a row as the table prints them. */
export const inTable = (cells: readonly string[]): string => `ในตาราง: ${cells.join(' · ')}`;
