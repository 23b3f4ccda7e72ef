/** Bytes of files are sealed (`sealed`: by which key), and may lie elsewhere (`bytes` is null then). */
export const fileColumns = `
alter table hub.file alter column bytes drop not null;
alter table hub.file add column sealed int;
`;
