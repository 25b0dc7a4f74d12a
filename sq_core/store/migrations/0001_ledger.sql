-- The ledger: what changed, by whom, when and why. Append-only; the trunk tables are its projection.
create schema programme.trunk;
create schema programme.archive;
create schema programme.formulas;

create table programme.ledger.change_set (
    id bigint primary key,
    kind varchar not null,
    who varchar not null,
    verified boolean not null,
    at_utc timestamp not null,
    reason varchar not null,
    branch varchar not null,
    file_name varchar not null,
    file_sha varchar not null,
    undoes bigint
);

-- One line a changed cell. column_name '*' is the row itself: '1' present, null gone.
create table programme.ledger.entry (
    change_set bigint not null,
    branch varchar not null,
    sheet varchar not null,
    row_key varchar not null,
    column_name varchar not null,
    version integer not null,
    old_value varchar,
    new_value varchar,
    source_sheet varchar not null,
    source_cell varchar not null,
    primary key (branch, sheet, row_key, column_name, version)
);

create table programme.ledger.batch (
    id bigint primary key,
    change_set bigint not null,
    sheet varchar not null,
    source_sheet varchar not null,
    header_row integer not null,
    columns varchar not null,
    row_count bigint not null,
    answer_count bigint not null,
    content_sha varchar not null
);

-- A batch comes and goes; the last line tells whether it is here.
create table programme.ledger.batch_state (
    change_set bigint not null,
    batch bigint not null,
    present boolean not null
);

-- The change set that last touched a sheet: its version, the key of everything memoised from it.
create table programme.ledger.sheet_version (
    sheet varchar not null,
    change_set bigint not null
);

-- Uploaded files are kept by the hash of their bytes, so that a trace survives them.
create table programme.ledger.file (
    sha256 varchar primary key,
    name varchar not null,
    content blob not null
);
