package chat.parley.relay.command;

import chat.parley.contracts.account.AccountRequest;
import chat.parley.contracts.account.SaslStep;
import chat.parley.contracts.account.Secret;
import chat.parley.contracts.failure.Failure;
import chat.parley.protocol.line.Line;
import chat.parley.protocol.reply.FailCode;
import chat.parley.protocol.reply.Numeric;
import chat.parley.relay.session.Client;
import chat.parley.relay.session.Command;
import chat.parley.relay.session.CommandSpec;
import chat.parley.relay.session.Exchange;
import chat.parley.relay.session.OfferedCapabilities;
import chat.parley.relay.session.SaslDialogue;
import chat.parley.relay.session.SignIn;
import java.util.List;
import java.util.Locale;

/**
 * AUTHENTICATE, before and after connecting, and again to change to another account. Who fails stays who it was. Clients
 * are to request the capability first; those that don't are understood all the same.
 *
 * @see <a href="https://ircv3.net/specs/extensions/sasl-3.2">IRCv3 SASL</a>
 * @see <a href="https://ircv3.net/specs/extensions/sasl-3.2#sasl-reauthentication">SASL reauthentication</a>
 */
final class AuthenticateCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.always("AUTHENTICATE", 1, "<mechanism> | <base64> | + | *");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Exchange exchange) {
        Client client = exchange.client();
        String text = exchange.param(0);
        SaslDialogue dialogue = client.sasl();
        if (text.equals("*")) {
            abort(exchange);
            exchange.reply(Numeric.ERR_SASLABORTED);
        } else if (text.length() > SaslDialogue.PIECE_CHARACTERS) {
            abort(exchange);
            exchange.reply(Numeric.ERR_SASLTOOLONG);
        } else if (dialogue != null) {
            receive(exchange, dialogue, text);
        } else {
            begin(exchange, text.toUpperCase(Locale.ROOT));
        }
    }

    private static void begin(Exchange exchange, String mechanism) {
        Client client = exchange.client();
        if (!client.peer().passwordsAllowed()) {
            exchange.replyWithText(Numeric.ERR_SASLFAIL, FailCode.INSECURE_CONNECTION.text());
        } else if (!offered(client).contains(mechanism)) {
            exchange.reply(Numeric.RPL_SASLMECHS, OfferedCapabilities.mechanisms(client.peer()));
            exchange.reply(Numeric.ERR_SASLFAIL);
        } else {
            exchange.ask(
                    new AccountRequest.BeginSasl(
                            mechanism, client.peer().address(), client.peer().certificate()),
                    challenge -> {
                        client.sasl(new SaslDialogue(mechanism, challenge.exchange()));
                        tell(exchange, challenge.message());
                    },
                    failure -> failed(exchange, failure));
        }
    }

    private static List<String> offered(Client client) {
        return List.of(OfferedCapabilities.mechanisms(client.peer()).split(",", -1));
    }

    private static void tell(Exchange exchange, Secret message) {
        for (String piece : SaslDialogue.pieces(message.bytes())) {
            exchange.send(Line.of("AUTHENTICATE", piece));
        }
    }

    private static void receive(Exchange exchange, SaslDialogue dialogue, String piece) {
        switch (dialogue.receive(piece)) {
            case SaslDialogue.Progress.More _more -> {}
            case SaslDialogue.Progress.Whole whole -> pass(exchange, dialogue, whole.message());
            case SaslDialogue.Progress.TooMuch _tooMuch -> {
                abort(exchange);
                exchange.replyWithText(Numeric.ERR_SASLFAIL, "SASL authentication failed: the message is too long");
            }
            case SaslDialogue.Progress.NotBase64 _notBase64 -> {
                abort(exchange);
                exchange.replyWithText(Numeric.ERR_SASLFAIL, "SASL authentication failed: that is not base64");
            }
        }
    }

    private static void pass(Exchange exchange, SaslDialogue dialogue, Secret message) {
        exchange.ask(
                new AccountRequest.ContinueSasl(dialogue.exchange(), message),
                step -> {
                    switch (step) {
                        case SaslStep.Challenge challenge -> tell(exchange, challenge.message());
                        case SaslStep.SignedIn signedIn -> {
                            exchange.client().sasl(null);
                            SignIn.complete(
                                    exchange, signedIn.account(), () -> exchange.reply(Numeric.RPL_SASLSUCCESS));
                        }
                    }
                },
                failure -> {
                    exchange.client().sasl(null);
                    failed(exchange, failure);
                });
    }

    private static void failed(Exchange exchange, Failure failure) {
        switch (failure) {
            case Failure.Unavailable unavailable -> exchange.replyWithText(Numeric.ERR_SASLFAIL, unavailable.text());
            case Failure.Bug bug -> exchange.replyWithText(Numeric.ERR_SASLFAIL, bug.text());
            case Failure.Rejected rejected -> exchange.failed(rejected, "");
            case Failure.Denied denied -> exchange.failed(denied, "");
        }
    }

    private static void abort(Exchange exchange) {
        SaslDialogue dialogue = exchange.client().sasl();
        if (dialogue != null) {
            exchange.client().sasl(null);
            exchange.ask(new AccountRequest.AbortSasl(dialogue.exchange()), _done -> {}, _failure -> {});
        }
    }
}
