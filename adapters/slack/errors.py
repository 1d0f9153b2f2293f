"""What each refusal of Slack means for a message or a call of ours: one table for all methods.

Codes: the pages of https://docs.slack.dev/reference/methods, and those that platforms meet there
and that no page names. `service_unavailable` and the two errors of Slack's own may have had their
effect; every other refusal had none.
"""

from collections.abc import Mapping
from enum import Enum

from bot.ports import Ambiguous, Bar, Retry, Unreachable


class Verdict(Enum):
    AGAIN = "again"  # certainly not taken; later it may be
    PERHAPS = "perhaps"  # taken or not, nobody knows
    NEVER = "never"  # this place, this person or this workspace cannot be reached
    OURS = "ours"  # we asked wrongly: a fault of Kring, or of its set-up
    DONE = "done"  # what was asked for is so already


class Refused(Unreachable):
    """Slack understood and refused: to ask again would not help, Kring has to be mended."""


A, P, N, O, D = Verdict.AGAIN, Verdict.PERHAPS, Verdict.NEVER, Verdict.OURS, Verdict.DONE  # noqa: E741


def _all(verdict: Verdict, codes: str) -> dict[str, Verdict]:
    return dict.fromkeys(codes.split(), verdict)


EVERYWHERE: Mapping[str, Verdict] = {
    **_all(
        A,
        "invalid_auth ratelimited rate_limited request_timeout team_added_to_org"
        " org_login_required",
    ),
    **_all(P, "fatal_error internal_error service_unavailable"),
    **_all(
        N,
        "access_denied accesslimited account_inactive app_access_restricted ekm_access_denied"
        " enterprise_is_restricted no_permission not_authed team_access_not_granted"
        " token_expired token_revoked two_factor_setup_required",
    ),
    **_all(
        O,
        "deprecated_endpoint invalid_arg_name invalid_arguments invalid_array_arg invalid_charset"
        " invalid_form_data invalid_json invalid_post_type json_not_object method_deprecated"
        " method_not_supported_for_channel_type missing_argument missing_charset missing_post_type"
        " missing_scope not_allowed_token_type superfluous_charset unknown_method upgrade_required",
    ),
}
"""What every method may answer."""

_PLACE = _all(N, "channel_not_found is_archived not_in_channel team_not_found user_not_found")
_MAKING = _PLACE | _all(N, "restricted_action user_is_restricted user_is_ultra_restricted")
_BLOCKS = _all(
    O,
    "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text"
    " attachment_payload_limit_exceeded invalid_attachments too_many_attachments"
    " as_user_not_supported block_mismatch markdown_text_conflict",
)
_CLOSED = _all(
    N,
    "cannot_dm_bot cannot_reply_to_message is_inactive message_limit_exceeded"
    " messages_tab_disabled posting_to_general_channel_denied restricted_action"
    " restricted_action_non_threadable_channel restricted_action_read_only_channel"
    " restricted_action_thread_locked restricted_action_thread_only_channel"
    " slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked"
    " slack_connect_lists_sharing_blocked thread_locked user_disabled user_not_in_channel",
)
_VIEW = _all(
    O, "duplicate_external_id invalid_view not_enabled view_too_large invalid_trigger_id"
) | _all(N, "not_found user_not_found view_not_found no_user")
_TRIGGER = _all(
    N, "expired_trigger_id exchanged_trigger_id trigger_expired trigger_exchanged"
) | _all(O, "push_limit_reached")

TABLE: Mapping[str, Mapping[str, Verdict]] = {
    "apps.connections.open": _all(A, "too_many_websockets"),
    "auth.test": {},
    "chat.delete": _PLACE
    | _all(D, "message_not_found")
    | _all(N, "cant_delete_message compliance_exports_prevent_deletion thread_locked"),
    "chat.postEphemeral": _PLACE | _BLOCKS | _CLOSED,
    "chat.postMessage": _PLACE
    | _BLOCKS
    | _CLOSED
    | _all(A, "external_channel_migrating")
    | _all(P, "duplicate_message_not_found duplicate_channel_not_found")
    | _all(
        O,
        "invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app"
        " metadata_too_large missing_file_data too_many_contact_cards",
    ),
    "chat.update": _PLACE
    | _BLOCKS
    | _CLOSED
    | _all(A, "external_channel_migrating update_failed")
    | _all(N, "cant_broadcast_message cant_update_message edit_window_closed message_not_found")
    | _all(N, "is_inactive")
    | _all(
        O,
        "invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app"
        " metadata_too_large no_dual_broadcast_content_update streaming_state_conflict"
        " external_channel_migration_failed",
    ),
    "conversations.archive": _MAKING
    | _all(D, "already_archived")
    | _all(N, "cant_archive_general cant_archive_required last_ra_channel not_supported"),
    "conversations.create": _MAKING
    | _all(O, "name_taken no_channel")
    | _all(
        O,
        "invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required"
        " invalid_name_specials channel_type_unsupported",
    )
    | _all(N, "channel_level_not_allowed too_many_convos_for_team"),
    "conversations.history": _PLACE
    | _all(O, "include_all_metadata_not_supported invalid_cursor invalid_limit")
    | _all(O, "invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest"),
    "conversations.info": _PLACE,
    "conversations.invite": _MAKING
    | _all(D, "already_in_channel cant_invite_self")
    | _all(
        N,
        "cant_invite external_team_in_process_of_setup failed_for_some_users"
        " invitee_cant_see_channel no_external_invite_permission org_user_not_in_team"
        " max_member_limit_exceeded team_is_deleted ura_max_channels user_is_bot"
        " user_team_not_in_channel",
    )
    | _all(O, "no_user no_users too_many_users"),
    "conversations.open": _PLACE
    | _all(N, "cannot_dm_bot cannot_find_service invalid_user_combination not_enough_users")
    | _all(N, "user_disabled user_not_visible users_list_not_supplied")
    | _all(O, "too_many_users"),
    "conversations.rename": _MAKING
    | _all(
        O,
        "invalid_name invalid_name_maxlength invalid_name_punctuation invalid_name_required"
        " invalid_name_specials name_taken not_authorized",
    ),
    "files.completeUploadExternal": _PLACE
    | _all(A, "file_update_failed")
    | _all(O, "blocks_and_initial_comment file_not_found invalid_blocks invalid_channel")
    | _all(N, "posting_to_channel_denied restricted_action slack_connect_file_upload_blocked")
    | _all(N, "storage_limit_reached malware_detected"),
    "files.getUploadURLExternal": _all(
        O, "file_upload_size_restricted filename_required length_required unknown_snippet_type"
    )
    | _all(O, "unknown_subtype alt_txt_too_large blocked_file_type")
    | _all(N, "file_uploads_disabled file_uploads_except_images_disabled storage_limit_reached"),
    "oauth.v2.access": _all(
        N,
        "bad_client_secret bad_redirect_uri cannot_install_an_org_installed_app code_already_used"
        " invalid_code invalid_scope_requested oauth_authorization_url_mismatch",
    )
    | _all(
        O,
        "internal_use_disabled invalid_client_id invalid_grant_type invalid_refresh_token"
        " no_scopes preview_feature_not_available unsupported_grant_type",
    ),
    "users.info": _all(N, "user_not_found user_not_visible"),
    "views.open": _VIEW | _TRIGGER,
    "views.publish": _VIEW | _all(A, "hash_conflict"),
    "views.update": _VIEW | _all(A, "hash_conflict"),
}
"""What a method answers besides."""

TAKEN_BACK = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_revoked"})
"""The workspace's access is gone: nothing more is to be tried with this token."""

REMOVED = frozenset({"account_inactive", "token_revoked"})
"""Of these, what Slack says only where Kring was removed, or the whole workspace was.

`invalid_auth` it says also to an address that a workspace does not let in.
"""

BARS: Mapping[str, Bar] = {
    "channel_not_found": "outside",
    "not_in_channel": "outside",
    "is_archived": "archived",
    "channel_is_archived": "archived",
    "is_inactive": "archived",
    "posting_to_general_channel_denied": "closed",
    "restricted_action": "closed",
    "restricted_action_non_threadable_channel": "closed",
    "restricted_action_read_only_channel": "closed",
    "restricted_action_thread_only_channel": "closed",
}
"""What bars the way into a channel, where somebody in it can open it."""

_WAIT: Mapping[str, float] = {
    "ratelimited": 30,
    "rate_limited": 30,
    "team_added_to_org": 3600,  # a workspace on its way into an organisation; it takes hours
    "org_login_required": 3600,
    "invalid_auth": 600,  # a token that was mistyped, or a workspace that knows our old address
    "external_channel_migrating": 600,
}
"""Seconds before another try, where Slack does not say how many."""

_WRONGLY_ASKED = frozenset({400, 413, 414, 431})
"""HTTP's own: a request that is no request, or too large."""


def verdict(method: str, code: str) -> Verdict:
    """What the code means. One that nobody wrote down is tried again, and at last reported."""
    return TABLE[method].get(code) or EVERYWHERE.get(code) or Verdict.AGAIN


def failure(method: str, code: str, after: float | None = None) -> Exception | None:
    """The exception of `bot.ports` for a refusal; None when there is nothing left to do.

    `after` is Retry-After in seconds, as Slack sent it.
    """
    match verdict(method, code):
        case Verdict.DONE:
            return None
        case Verdict.AGAIN:
            return Retry(_WAIT.get(code, 1) if after is None else after, code)
        case Verdict.PERHAPS:
            return Ambiguous(code)
        case Verdict.NEVER:
            return Unreachable(code, BARS.get(code, ""))
        case Verdict.OURS:
            return Refused(code)


def failure_of(status: int, after: float | None = None) -> Exception:
    """The same for an answer that is not JSON: 429 was not taken, of most others nobody knows.

    Slack refuses in JSON. A page comes from somebody between it and us, and says nothing of it.
    """
    if status == 429:  # noqa: PLR2004
        return Retry(_WAIT["ratelimited"] if after is None else after, "ratelimited")
    if status in _WRONGLY_ASKED:
        return Refused(f"http_{status}")
    return Ambiguous(f"http_{status}")
