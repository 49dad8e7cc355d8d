package chat.parley.server.admin;

import java.util.List;

/**
 * What looking at a configuration came to.
 *
 * @param inUse keys whose changed values count now
 * @param needRestart keys whose changed values count after a restart
 * @param problems why nothing was taken up, a line each
 */
public record Reloaded(List<String> inUse, List<String> needRestart, List<String> problems) {
    public Reloaded {
        inUse = List.copyOf(inUse);
        needRestart = List.copyOf(needRestart);
        problems = List.copyOf(problems);
    }
}
