"""What is tried against the system, part by part, and which tests try it.

An attack that nothing holds off yet says so in ``open``. A test is named as pytest names it,
without its parameters: it is tried with all of them, on both databases.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attack:
    """Something that was seen to succeed once, or that somebody may try."""

    part: str
    tried: str
    tests: tuple[str, ...] = ()
    open: str = ""


KEPT = "Acknowledged means kept"
FORGOTTEN = "A kiosk forgets, in memory too"
LIMITS = "Limits hold under concurrency"
NOBODY_IN = "Nobody in, nobody stays in"
AT_REST = "At rest and at the operator's"

_LEASES = "tests/db/test_leases.py"
_SEALED = "tests/db/test_sealed_cases.py"
_VERIFYING = "tests/db/test_verifying_history.py"
_RACING = "tests/services/test_racing.py"
_MORE = "tests/services/test_racing_more.py"
_WORDS = "tests/services/test_true_words.py"
_GUARD = "tests/services/test_guarding.py"
_PERMIT = "tests/services/test_permissions.py"
_SERVED = "tests/adapters/serving/test_served.py"
_COOKIE = "tests/adapters/serving/test_login_cookie.py"
_DECODING = "tests/adapters/test_decoding.py"
_SCREENING = "tests/services/test_screening.py"
_MEMORY = "tests/forgetting/test_nothing_in_memory.py"
_NGINX = "tests/deploy/test_nginx.py"
_BACKUP = "tests/services/test_backing_up.py"


def _in(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{file}::{name}" for name in names)


ATTACKS = (
    Attack(KEPT, "a receipt for papers that were swept away meanwhile", _in(
        _LEASES, "test_what_was_swept_away_gets_no_receipt",
        "test_a_receipt_exists_only_if_all_files_exist",
        "test_sweeping_and_handing_in_at_once_loses_nothing",
    )),
    Attack(KEPT, "a kept visit resumed minutes before its slip ends", _in(
        _LEASES, "test_whoever_comes_back_minutes_before_the_slip_ends_can_finish",
    )),
    Attack(KEPT, "a clock that jumps", _in(_LEASES, "test_a_clock_that_jumps_sweeps_nobody_away")),
    Attack(KEPT, "a file altered before it is handed in", _in(
        _LEASES, "test_a_spoilt_file_gets_no_receipt_until_it_is_handed_in_again",
    )),
    Attack(KEPT, "kills, lost connections, full disks and locks at every step", _in(
        "tests/faults/test_faults.py",
        "test_nothing_is_lost_or_twice_and_what_is_reported_is_true",
    )),
    Attack(KEPT, "one UPDATE of what was declared, of a status, of a file's row", (
        *_in(_SEALED, "test_the_database_refuses_every_change_of_every_column",
             "test_a_case_with_any_column_changed_is_not_told"),
        *_in(_VERIFYING,
             "test_a_change_of_any_column_of_any_row_is_found_and_the_case_is_named"),
    )),
    Attack(KEPT, "a history, its end, or a whole case deleted", (
        *_in(_SEALED, "test_the_database_refuses_to_delete_to_empty_and_to_replace"),
        *_in(_VERIFYING, "test_every_deletion_is_found_and_the_case_is_named",
             "test_a_case_that_is_gone_with_everything_is_named_entry_by_entry",
             "test_the_end_of_a_history_cut_off_everywhere_is_found"),
    )),
    Attack(KEPT, "files of two cases swapped", (
        *_in(_SEALED, "test_files_of_two_cases_swapped_are_found"),
        *_in(_VERIFYING,
             "test_files_swapped_between_cases_and_bytes_that_changed_are_found"),
    )),
    Attack(KEPT, "tree heads outside the database altered", _in(
        _VERIFYING, "test_heads_outside_that_were_altered_are_found",
    )),
    Attack(KEPT, "one spoilt row, of any table", (
        *_in("tests/services/test_spoilt_rows.py",
             "test_one_spoilt_value_stops_no_list_and_is_never_told",
             "test_what_is_set_aside_is_named_to_whoever_looks_after_it"),
        *_in("tests/services/test_setting_aside.py",
             "test_a_kiosk_offers_all_other_themes_and_the_operator_is_told_once"),
    )),
    Attack(KEPT, "a message that says what is not so", (
        *_in(_WORDS, "test_who_waits_in_vain_is_told_so_whatever_they_do",
             "test_no_error_tells_a_citizen_an_operators_words"),
        *_in("tests/db/test_failures.py",
             "test_a_lost_answer_to_a_commit_is_neither_saved_nor_not_saved"),
    )),
    Attack(KEPT, "health that is well over a database of 100 bytes", _in(
        "tests/commands/test_health.py", "test_a_database_of_some_bytes_is_not_ready",
    )),
    Attack(FORGOTTEN, "everything that the last person was served, fetched by the next; a name "
           "looked for in memory", _in(
        _MEMORY, "test_whoever_leaves_is_idle_or_is_cut_off_is_nowhere_in_memory",
    )),
    Attack(FORGOTTEN, "a receipt by its address alone, twice, later, or by guessing", (
        *_in(_MEMORY, "test_a_receipt_goes_to_a_phone_by_no_address_but_its_own_and_once"),
        *_in("tests/services/test_phone_receipts.py",
             "test_of_as_many_at_once_as_may_try_one_opens_it", "test_it_is_over_after_ten_minutes",
             "test_a_wrong_guess_shows_nothing_and_uses_nothing"),
    )),
    Attack(LIMITS, "ten looks at once, rated twice, withdrawn four times", _in(
        _RACING, "test_of_ten_wrong_looks_at_once_five_are_allowed",
        "test_a_case_is_rated_once_and_withdrawn_once",
    )),
    Attack(LIMITS, "sixty codes at once", _in(
        _RACING,
        "test_of_many_codes_at_once_three_are_looked_at_and_the_visit_outlives_them",
    )),
    Attack(LIMITS, "what happens once, tried by many: slips, files, calls, numbers, versions", (
        *_in(_RACING, "test_a_slip_is_good_once_wherever_it_is_typed_at_the_same_moment",
             "test_a_link_takes_no_more_files_than_it_may",
             "test_what_is_owed_is_handed_in_once"),
        *_in(_MORE, "test_cases_that_draw_the_same_number_at_once_get_two",
             "test_a_draft_is_published_once", "test_the_first_who_answers_a_call_is_who_goes",
             "test_a_visit_and_its_case_at_once_are_as_if_one_came_after_another"),
    )),
    Attack(LIMITS, "a stranger's guesses that lock or wipe somebody's visit or case", _in(
        _GUARD, "test_a_strangers_guesses_neither_wipe_nor_lock_a_visit",
        "test_each_further_guess_waits_longer_and_the_code_outlives_them_all",
        "test_one_place_cannot_try_one_number_after_another",
    )),
    Attack(LIMITS, "words of a kept visit in the error of one that cannot be read", _in(
        _GUARD, "test_a_visit_that_cannot_be_read_is_kept_and_nothing_of_it_is_shown",
    )),
    Attack(LIMITS, "a case tracked by the number of somebody else on the form", _in(
        "tests/services/test_tracking.py", "test_others_on_the_form_do_not_open_the_case",
    )),
    Attack(LIMITS, "a case withdrawn by whoever may only look", _in(
        "tests/services/test_withdrawing.py", "test_whoever_may_only_look_does_not",
        "test_wrong_codes_at_once_are_counted_and_make_one_wait_and_the_code_outlives_them",
    )),
    Attack(NOBODY_IN, "a switched-off account that publishes, saves or fetches, by callbacks too", (
        *_in(_PERMIT, "test_nothing_is_done_without_a_living_session_whoever_it_says_it_is",
             "test_who_is_switched_off_while_a_theme_is_proved_publishes_nothing",
             "test_switching_off_waits_for_what_is_being_done_and_nothing_is_done_after_it"),
        *_in("tests/pages/designer/test_seen_out.py",
             "test_a_callback_of_an_old_page_saves_nothing",
             "test_a_fragment_draws_nothing_and_leads_to_the_door",
             "test_a_file_is_not_made_for_whoever_is_out"),
    )),
    Attack(NOBODY_IN, "every use case by every role and by none; other departments' cases", _in(
        _PERMIT, "test_each_role_may_do_what_was_agreed_and_nothing_else",
        "test_every_use_case_begins_with_who_acts",
    )),
    Attack(NOBODY_IN, "the cookie read by a script, handed in twice, set from elsewhere", _in(
        _COOKIE, "test_a_ticket_is_exchanged_for_a_cookie_that_no_script_and_no_other_host_gets",
        "test_a_ticket_is_good_once", "test_a_page_elsewhere_logs_nobody_in_or_out",
        "test_a_secret_is_never_in_an_address",
    )),
    Attack(NOBODY_IN, "production served by a bare `streamlit run`", _in(
        "tests/adapters/serving/test_alone.py",
        "test_an_app_that_streamlit_serves_alone_shows_words_and_nothing_else",
    )),
    Attack(NOBODY_IN, "a session that was left, by a clock set back too", _in(
        "tests/pages/designer/test_login.py",
        "test_whoever_was_away_for_half_an_hour_logs_in_again",
        "test_a_session_does_not_outlive_the_working_day",
    )),
    Attack(NOBODY_IN, "one key used for two things", _in(
        "tests/adapters/test_purpose_keys.py",
        "test_no_two_purposes_share_a_key_and_none_has_the_secret",
        "test_nobody_else_reads_the_secret",
    )),
    Attack(NOBODY_IN, "passwords that are tried first", _in(
        "tests/core/staff/test_passwords.py", "test_what_is_tried_first_is_refused_and_why",
    )),
    Attack(NOBODY_IN, "two hundred connections, half requests, very many messages and uploads", (
        *_in(_SERVED, "test_two_hundred_connections_leave_room_for_others_and_those_inside_go_on",
             "test_whoever_asks_by_half_is_let_go_and_others_go_on",
             "test_whoever_sends_very_many_messages_waits_and_others_go_on",
             "test_uploads_of_one_session_and_of_all_are_bounded"),
    )),
    Attack(NOBODY_IN, "`clear_cache` and every other message that no visitor sends", (
        *_in(_SERVED, "test_nobody_can_have_the_cache_of_all_visitors_forgotten"),
        *_in("tests/adapters/serving/test_messages.py",
             "test_every_other_message_that_streamlit_knows_is_refused"),
    )),
    Attack(NOBODY_IN, "a sweeper begun twenty times, killed, or forked", _in(
        "tests/adapters/test_sweeping.py", "test_twenty_who_begin_at_once_begin_one",
        "test_it_goes_on_when_it_is_killed_while_it_waits",
        "test_a_child_of_the_process_has_its_own_and_the_parent_goes_on",
    )),
    Attack(NOBODY_IN, "a small picture that unfolds to hundreds of megabytes; one that computes "
           "for ever", _in(
        _DECODING, "test_a_small_picture_that_unfolds_to_much_costs_this_process_nothing",
        "test_a_file_that_takes_more_memory_than_there_is_for_it_is_refused",
        "test_a_file_that_computes_too_long_is_refused",
        "test_a_worker_that_dies_costs_only_its_file",
    )),
    Attack(NOBODY_IN, "a PDF that leads out: URI, SubmitForm, GoToR, GoToE, ImportData, "
           "Rendition, disguises", _in(
        "tests/core/materials/inspecting/test_ways_out.py",
        "test_what_leads_out_of_a_pdf_leads_nowhere",
        "test_a_link_in_a_locked_pdf_of_an_owner_leads_nowhere",
        "test_what_a_pdf_is_as_well_stays_behind", "test_what_lies_behind_a_picture_stays_behind",
    )),
    Attack(NOBODY_IN, "a virus handed in, or found later, that an officer opens", _in(
        _SCREENING, "test_what_a_virus_is_in_is_refused_and_nothing_of_it_is_kept",
        "test_a_file_that_waits_is_opened_once_somebody_has_looked",
        "test_a_virus_found_after_handing_in_is_reported_until_another_file_came",
    )),
    Attack(NOBODY_IN, "session ids, tokens and names in logs or a Referer", (
        *_in(_SERVED,
             "test_the_log_is_lines_of_json_in_which_nobody_is_named_and_nothing_opens_a_session"),
        *_in("tests/adapters/serving/test_headers.py",
             "test_every_answer_says_what_browsers_keep_to"),
        *_in(_NGINX, "test_neither_sessions_nor_tokens_nor_names_are_written_down"),
    )),
    Attack(AT_REST, "what people said, read in a copy of the database or the folder", _in(
        "tests/services/test_at_rest.py", "test_a_name_that_went_everywhere_is_nowhere_at_rest",
        "test_what_was_removed_is_not_left_in_free_pages_either",
        "test_with_other_keys_nothing_is_read_and_the_operator_is_told_which",
    )),
    Attack(AT_REST, "files and folders that everybody could read", (
        *_in("tests/adapters/test_open_paths.py",
             "test_folder_database_and_heads_are_closed_and_told",
             "test_a_key_that_others_could_read_is_refused_and_not_just_closed"),
    )),
    Attack(AT_REST, "a member of the staff who reads cases unseen", _in(
        "tests/services/test_access_log.py",
        "test_whoever_reads_stands_in_the_log_with_the_reading",
        "test_what_cannot_be_written_down_is_not_shown",
        "test_the_database_itself_refuses_changes",
    )),
    Attack(AT_REST, "what is kept for longer than it may be, or removed before", (
        *_in("tests/services/test_purging.py",
             "test_what_an_old_case_said_is_erased_and_its_history_is_still_proved",
             "test_rows_go_when_their_period_is_over_and_not_before",
             "test_looks_go_with_a_note_of_it_alone",
             "test_the_key_of_a_case_goes_with_the_entry_that_says_so_alone",
             "test_a_clock_that_jumped_or_is_wrong_from_the_start_purges_nothing",
             "test_purging_at_once_with_anything_else_purges_once_and_whole"),
        *_in("tests/core/privacy/test_retention.py", "test_nonsense_is_refused_at_the_start"),
    )),
    Attack(AT_REST, "a backup altered, cut off, read with another key, or half restored", (
        *_in(_BACKUP, "test_what_is_no_sound_backup_writes_nothing",
             "test_a_restore_that_fails_half_way_leaves_no_database"),
        *_in("tests/adapters/archives/test_sealed_streams.py",
             "test_one_bit_altered_anywhere_is_refused",
             "test_a_stream_cut_off_anywhere_or_longer_is_refused"),
        *_in("tests/adapters/archives/test_stored_folders.py",
             "test_a_name_that_leads_elsewhere_is_refused",
             "test_nothing_is_written_through_a_link"),
    )),
    Attack(AT_REST, "the program's account of PostgreSQL, used to alter tables or triggers", _in(
        "tests/deploy/test_roles.py",
        "test_the_main_job_is_done_as_the_role",
        "test_the_role_is_refused_what_the_program_never_does",
        "test_the_role_gives_itself_no_right", "test_every_table_has_its_rights_said",
    )),
    Attack(AT_REST, "an acknowledged case that the backup taken meanwhile lacks", _in(
        _BACKUP, "test_what_is_acknowledged_before_is_in_it_however_many_submit",
    )),
    Attack(AT_REST, "numbers, health and ways for programs asked for from outside", (
        *_in(_NGINX, "test_what_is_for_the_inside_is_not_there",
             "test_bodies_have_a_limit_and_a_file_has_its_own"),
        *_in(_SERVED, "test_strangers_find_neither_numbers_nor_ways_for_programs"),
    )),
    Attack(AT_REST, "production with a weak secret, a demonstration, a key that others read", _in(
        "tests/commands/test_production.py", "test_a_weak_secret_is_refused",
        "test_nothing_is_demonstrated_in_production",
        "test_what_everybody_could_read_is_closed_and_told",
    )),
    Attack(AT_REST, "an installation of before, altered before it is sealed", _in(
        _SEALED, "test_what_was_altered_before_sealing_is_not_sealed",
        "test_an_installation_of_before_is_sealed_and_there_is_a_way_back",
    )),
    Attack(AT_REST, "one's own data seen, taken along or erased by somebody else", _in(
        "tests/services/test_own_data.py", "test_another_number_opens_nothing",
        "test_who_may_only_look_sees_asks_and_takes_back_nothing",
    )),
    Attack(AT_REST, "a dependency replaced by another of the same version", _in(
        "tests/attacks/test_locks.py",
        "test_every_package_of_a_lock_has_one_version_and_hashes",
    )),
)  # fmt: skip
