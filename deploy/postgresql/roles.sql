-- What the program may do to the tables, and nothing else (docs/operating.md). Run it as the owner
-- of the database after each `manage.py database upgrade`:
--
--   psql --set ON_ERROR_STOP=1 --set app=done-once --file deploy/postgresql/roles.sql DATABASE
--
-- What is only ever added to has no UPDATE and no DELETE; of other rows the program changes the
-- columns that are named. Whoever locks rows (SELECT … FOR UPDATE) needs UPDATE of some column.

\set QUIET on
BEGIN;

SELECT current_database() AS here \gset
REVOKE ALL ON DATABASE :"here" FROM PUBLIC, :"app";
GRANT CONNECT ON DATABASE :"here" TO :"app";
REVOKE ALL ON SCHEMA public FROM PUBLIC, :"app";
GRANT USAGE ON SCHEMA public TO :"app";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, :"app";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, :"app";
-- Not even a column's right is left from before: those on tables do not take them along.
SELECT format('REVOKE ALL (%I) ON %s FROM %I', attname, attrelid::regclass, :'app')
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL AND attnum > 0 \gexec

GRANT SELECT ON ALL TABLES IN SCHEMA public TO :"app";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"app";

-- Only added to: published themes, histories, files of cases, the log of all entries, notes of
-- what was purged, how the library changed, what was said in rounds, about proposals, of the life
-- of themes, and by the matter-publishing site, and what was done to accounts.
GRANT INSERT ON
    theme_version, case_event, case_file, case_log_entry, purge, library_change, round_event,
    proposal_decision, theme_term, matter_pull, account_event
TO :"app";

-- Of these something is written later, and the rest never.
GRANT INSERT, UPDATE (status, last_digest, name_marks) ON service_case TO :"app";
GRANT INSERT, UPDATE (answer, answered_at) ON correction TO :"app";
GRANT INSERT, UPDATE (size) ON case_log TO :"app";
GRANT INSERT, UPDATE (password_hash, active, roles, department) ON staff_account TO :"app";
GRANT INSERT, DELETE, UPDATE (seen_at, revoked_at) ON staff_session TO :"app";
GRANT INSERT, DELETE, UPDATE (kiosk, answered_at, answered_by) ON help_call TO :"app";
GRANT INSERT, UPDATE (number) ON answer_count TO :"app";
GRANT INSERT, UPDATE (number, seconds) ON pace TO :"app";
GRANT INSERT, DELETE, UPDATE (undone) ON theme_step TO :"app";
GRANT INSERT, DELETE, UPDATE (state, revision, saved_at) ON matter_import TO :"app";
GRANT INSERT, UPDATE (parts, state, is_watched, has_surplus, shown, reference, settled_at)
    ON payment TO :"app";

-- Of a whole table, since it is locked as a whole; of a round, so that answers take turns.
GRANT INSERT, UPDATE ON finding_acceptance, round_theme TO :"app";

-- Who read what: goes when its period is over, which a trigger sees to.
GRANT INSERT, DELETE ON case_look TO :"app";

-- Found by, listed by, and erased with what a case said.
GRANT INSERT, DELETE ON file_use, case_person, review_task TO :"app";

-- What departments' systems are told: goes with what a case said.
GRANT INSERT, DELETE, UPDATE (state, attempts, next_at, last_error, letter) ON outbox_message
TO :"app";

-- What they send: nothing of what it said.
GRANT INSERT, UPDATE (digest, at, case_number, matter, action, outcome, problem) ON inbox_message
TO :"app";

-- Forms printed for an outage: reserved, used, voided, and erased with their case.
GRANT INSERT, UPDATE, DELETE ON paper_form TO :"app";

-- An officer's own filters; scenarios of trainers and supervisors; classes, which end by themselves.
GRANT INSERT, UPDATE, DELETE ON
    task_view, kept_scenario, scenario_draft, quiz_class, quiz_trainee, quiz_answer
TO :"app";

-- Drafts, the library, and what ends by itself.
GRANT INSERT, UPDATE ON theme_draft, review_run TO :"app";
GRANT INSERT, UPDATE, DELETE ON
    catalogue_file, data_key, login_failure, phone_link, phone_file, kept_visit, file_hold,
    screened_file
TO :"app";

COMMIT;
