package chat.parley.auth.audit;

import chat.parley.contracts.audit.AuditRequest.SearchLog;
import chat.parley.contracts.audit.LogLines;
import chat.parley.contracts.audit.LogLines.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks for lines in the files of the server's log, the newest file first. Reads so many bytes at most, and keeps so many lines of
 * bounded length at most. Blocking; the files are read only, whoever writes to them meanwhile.
 */
final class LogSearch {
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_LINES = 1_000;

    private final Path folder;
    private final ZoneId zone;
    private final long maxBytes;

    /** @param zone in which lines have their times */
    LogSearch(Path folder, ZoneId zone) {
        this(folder, zone, MAX_BYTES);
    }

    LogSearch(Path folder, ZoneId zone, long maxBytes) {
        this.folder = folder;
        this.zone = zone;
        this.maxBytes = maxBytes;
    }

    LogLines find(SearchLog asked) throws IOException {
        int limit = Math.clamp(asked.limit(), 1, MAX_LINES);
        Predicate<String> fits = Fit.of(asked.name(), asked.text());
        Deque<LogLine> found = new ArrayDeque<>();
        long left = maxBytes;
        boolean complete = true;
        for (Path file : newestFirst()) {
            if (found.size() >= limit) {
                break;
            }
            if (left <= 0) {
                complete = false;
                break;
            }
            if (Files.getLastModifiedTime(file).toMillis() >= asked.fromMillis()) {
                Deque<LogLine> latest = new ArrayDeque<>();
                long read = search(file, left, asked, fits, limit - found.size(), latest);
                complete &= read >= 0;
                left -= Math.abs(read);
                latest.descendingIterator().forEachRemaining(found::addFirst);
            }
        }
        return new LogLines(List.copyOf(found), complete);
    }

    /** @return how many bytes were read; negative when that was not the whole file */
    private long search(
            Path file, long maxRead, SearchLog asked, Predicate<String> fits, int most, Deque<LogLine> latest)
            throws IOException {
        try (BoundedLines lines = new BoundedLines(Files.newInputStream(file), maxRead)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                LogLine read = LineTimes.read(line, zone);
                if (read != null
                        && read.timeMillis() >= asked.fromMillis()
                        && read.timeMillis() < asked.toMillis()
                        && fits.test(read.text())) {
                    latest.addLast(read);
                    if (latest.size() > most) {
                        latest.removeFirst();
                    }
                }
            }
            return lines.isCut() ? -lines.bytes() : lines.bytes();
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> LogFile.isOne(file.getFileName().toString()))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        }
    }

    /** What a line has to have. */
    private static final class Fit {
        private Fit() {}

        static Predicate<String> of(String name, String text) {
            Predicate<String> both = _line -> true;
            if (!name.isEmpty()) {
                both = both.and(line -> hasName(line, name));
            }
            if (!text.isEmpty()) {
                both = both.and(line -> indexOf(line, text, 0) >= 0);
            }
            return both;
        }

        /** Not as a part of another name. */
        private static boolean hasName(String line, String name) {
            for (int at = indexOf(line, name, 0); at >= 0; at = indexOf(line, name, at + 1)) {
                if (!isInName(line, at - 1) && !isInName(line, at + name.length())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isInName(String line, int at) {
            if (at < 0 || at >= line.length()) {
                return false;
            }
            char c = line.charAt(at);
            return Character.isLetterOrDigit(c) || "-_[]\\`^{|}".indexOf(c) >= 0;
        }

        private static int indexOf(String line, String what, int from) {
            int last = line.length() - what.length();
            for (int at = from; at <= last; at++) {
                if (line.regionMatches(true, at, what, 0, what.length())) {
                    return at;
                }
            }
            return -1;
        }
    }
}
