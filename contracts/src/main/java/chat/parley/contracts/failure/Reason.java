package chat.parley.contracts.failure;

/** What exactly stands in the way; a relay maps each to its numeric or FAIL code in one place. */
public enum Reason {
    // names and accounts
    NICK_IN_USE,
    NICK_RESERVED,
    NAME_LOOKS_ALIKE,
    ACCOUNT_EXISTS,
    BAD_ACCOUNT_NAME,
    WEAK_PASSWORD,
    BAD_CREDENTIALS,
    SASL_ABORTED,
    SASL_MALFORMED,
    SASL_MECHANISM,
    TOO_MANY_ATTEMPTS,
    REGISTRATION_DISABLED,
    NO_SUCH_ACCOUNT,
    ADDRESS_BANNED,
    ACCOUNT_BANNED,
    TOO_MANY_BANS,
    METADATA_FULL,
    CERTIFICATE_TAKEN,
    TOO_MANY_CERTIFICATES,

    // looking after the server
    BACKUP_EXISTS,
    BACKUP_ELSEWHERE,
    // rooms
    NO_SUCH_ROOM,
    NO_SUCH_PERSON,
    NOT_A_MEMBER,
    TARGET_NOT_A_MEMBER,
    NOT_AN_OPERATOR,
    CANNOT_SEND,
    INVITE_ONLY,
    BAD_KEY,
    ROOM_FULL,
    TOO_MANY_ROOMS,
    UNKNOWN_MODE,
    BAD_MODE_PARAMETER,
    LIST_FULL,
    ROOM_NAME_TAKEN,
    CANNOT_RENAME,
    LOBBY_STAYS,
    BANNED,
    BANNED_NICK,
    ACCOUNTS_ONLY,
    ALREADY_A_MEMBER,
    NOT_CLOSED,
    KNOCKED_ALREADY,
    // messages
    NO_SUCH_MESSAGE,
    NOT_YOURS,
    NONCE_REUSED,
    HISTORY_FORBIDDEN
}
