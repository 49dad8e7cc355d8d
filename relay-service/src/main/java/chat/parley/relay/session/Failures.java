package chat.parley.relay.session;

import chat.parley.contracts.failure.Failure;
import chat.parley.contracts.failure.Reason;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;

/** The one place that knows which failure of a service is which reply. */
final class Failures {
    private Failures() {}

    /** @param about the room, nick, account or mode that the request was about */
    static void tell(Exchange exchange, Failure failure, String about) {
        switch (failure) {
            case Failure.Rejected rejected -> because(exchange, rejected.reason(), rejected.text(), about);
            case Failure.Denied denied -> because(exchange, denied.reason(), denied.text(), about);
            case Failure.Unavailable unavailable ->
                exchange.fail(unavailable.certain() ? FailCode.REFUSED : FailCode.UNKNOWN, about);
            case Failure.Bug bug -> exchange.replyWithText(Numeric.ERR_UNKNOWNERROR, bug.text(), exchange.command());
        }
    }

    private static void because(Exchange exchange, Reason reason, String text, String about) {
        switch (reason) {
            case NICK_IN_USE -> exchange.reply(Numeric.ERR_NICKNAMEINUSE, about);
            case NICK_RESERVED -> exchange.replyWithText(Numeric.ERR_NICKNAMEINUSE, text, about);
            case NAME_LOOKS_ALIKE -> looksAlike(exchange, text, about);
            case ACCOUNT_EXISTS -> exchange.fail(FailCode.ACCOUNT_EXISTS, about);
            case BAD_ACCOUNT_NAME -> exchange.failWithText(FailCode.BAD_ACCOUNT_NAME, text, about);
            case WEAK_PASSWORD -> exchange.failWithText(FailCode.WEAK_PASSWORD, text, about);
            case REGISTRATION_DISABLED -> exchange.fail(FailCode.REGISTRATION_DISABLED, about);
            case TOO_MANY_ATTEMPTS -> tooManyAttempts(exchange, text);
            case BAD_CREDENTIALS, SASL_MALFORMED -> exchange.replyWithText(Numeric.ERR_SASLFAIL, text);
            case SASL_MECHANISM -> exchange.reply(Numeric.ERR_SASLFAIL);
            case SASL_ABORTED -> exchange.reply(Numeric.ERR_SASLABORTED);
            case ADDRESS_BANNED -> exchange.replyWithText(Numeric.ERR_YOUREBANNEDCREEP, text);
            case ACCOUNT_BANNED -> exchange.replyWithText(Numeric.ERR_NICKLOCKED, text);
            case METADATA_FULL ->
                exchange.failWithText(
                        FailCode.LIMIT_REACHED,
                        text,
                        about,
                        Integer.toString(exchange.limits().metadata().keys()));
            case CERTIFICATE_TAKEN,
                    TOO_MANY_CERTIFICATES,
                    TOO_MANY_BANS,
                    LOBBY_STAYS,
                    NO_OPERATOR_THERE,
                    BACKUP_EXISTS,
                    BACKUP_ELSEWHERE -> exchange.replyWithText(Numeric.ERR_UNKNOWNERROR, text, exchange.command());
            case NO_SUCH_ACCOUNT, NO_SUCH_PERSON -> exchange.reply(Numeric.ERR_NOSUCHNICK, about);
            case NO_SUCH_ROOM -> exchange.reply(Numeric.ERR_NOSUCHCHANNEL, about);
            case NOT_A_MEMBER -> exchange.reply(Numeric.ERR_NOTONCHANNEL, about);
            case TARGET_NOT_A_MEMBER -> exchange.replyWithText(Numeric.ERR_USERNOTINCHANNEL, text, "*", about);
            case NOT_AN_OPERATOR, NOT_THE_FOUNDER -> exchange.reply(Numeric.ERR_CHANOPRIVSNEEDED, about);
            case CANNOT_SEND -> exchange.replyWithText(Numeric.ERR_CANNOTSENDTOCHAN, text, about);
            case INVITE_ONLY -> exchange.reply(Numeric.ERR_INVITEONLYCHAN, about);
            case BANNED -> exchange.reply(Numeric.ERR_BANNEDFROMCHAN, about);
            case BANNED_NICK -> exchange.reply(Numeric.ERR_BANNICKCHANGE, about, text);
            case ACCOUNTS_ONLY -> exchange.reply(Numeric.ERR_NEEDREGGEDNICK, about);
            case LIST_FULL -> exchange.reply(Numeric.ERR_BANLISTFULL, about, text);
            case ROOM_NAME_TAKEN -> exchange.fail(FailCode.CHANNEL_NAME_IN_USE, about, exchange.optionalOrEmpty(1));
            case CANNOT_RENAME ->
                exchange.failWithText(FailCode.CANNOT_RENAME, text, about, exchange.optionalOrEmpty(1));
            case ALREADY_A_MEMBER -> exchange.reply(Numeric.ERR_KNOCKONCHAN, about);
            case NOT_CLOSED -> exchange.reply(Numeric.ERR_CHANOPEN, about);
            case KNOCKED_ALREADY -> exchange.reply(Numeric.ERR_TOOMANYKNOCK, about);
            case BAD_KEY -> exchange.reply(Numeric.ERR_BADCHANNELKEY, about);
            case ROOM_FULL -> exchange.reply(Numeric.ERR_CHANNELISFULL, about);
            case TOO_MANY_ROOMS -> exchange.replyWithText(Numeric.ERR_TOOMANYCHANNELS, text, about);
            case UNKNOWN_MODE -> exchange.reply(Numeric.ERR_UNKNOWNMODE, about);
            case BAD_MODE_PARAMETER -> exchange.replyWithText(Numeric.ERR_INVALIDMODEPARAM, text, about, "*", "*");
            case NONCE_REUSED -> exchange.fail(FailCode.NONCE_REUSED, about);
            case NO_SUCH_MESSAGE -> exchange.fail(FailCode.UNKNOWN_MSGID, about, exchange.optionalOrEmpty(1));
            case NOT_YOURS -> exchange.fail(FailCode.REDACT_FORBIDDEN, about, exchange.optionalOrEmpty(1));
            case HISTORY_FORBIDDEN ->
                exchange.failWithText(FailCode.INVALID_TARGET, text, exchange.optionalOrEmpty(0), about);
        }
    }

    /** For a new account it is the name that is bad: nobody has that very one. */
    private static void looksAlike(Exchange exchange, String text, String about) {
        switch (exchange.command()) {
            case "REGISTER", "CLASSICREGISTER" -> exchange.failWithText(FailCode.BAD_ACCOUNT_NAME, text, about);
            default -> exchange.replyWithText(Numeric.ERR_NICKNAMEINUSE, text, about);
        }
    }

    private static void tooManyAttempts(Exchange exchange, String text) {
        if (exchange.command().equals("AUTHENTICATE")) {
            exchange.replyWithText(Numeric.ERR_SASLFAIL, text);
        } else {
            exchange.failWithText(FailCode.RATE_LIMITED, text);
        }
    }
}
