package chat.parley.server.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of TERM, Ctrl-C and a closed terminal. The first asks for an orderly stop; a second ends the process at once, which
 * the JDK's own shutdown hooks cannot do. The class for it is no official part of the JDK, hence asked for by name; where it is
 * missing, a shutdown hook serves.
 */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

    /** What shells show for a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Stop() {}

    /** @param stop called once, on a thread of the JDK's, and has to return soon */
    static void onSignal(Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        Runnable onSignal = () -> {
            if (stopping.compareAndSet(false, true)) {
                stop.run();
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        };
        try {
            for (String signal : SIGNALS) {
                handle(signal, onSignal);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            LOG.atDebug().setCause(unavailable).log("no signals here: a shutdown hook has to do");
            Runtime.getRuntime().addShutdownHook(new Thread(stop, "parley-stop"));
        }
    }

    private static void handle(String name, Runnable onSignal) throws ReflectiveOperationException {
        Class<?> signalClass = Class.forName("sun.misc.Signal");
        Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                Stop.class.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        onSignal.run();
                    }
                    return answerAsObject(proxy, method, arguments);
                });
        Object signal = signalClass.getConstructor(String.class).newInstance(name);
        signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
    }

    @SuppressWarnings({"NullAway", "ReferenceEquality"
    }) // null is what a void method of a proxy returns; the proxy equals itself alone
    private static Object answerAsObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "stop on signal";
            default -> null;
        };
    }
}
