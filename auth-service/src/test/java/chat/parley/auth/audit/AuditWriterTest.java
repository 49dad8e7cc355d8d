package chat.parley.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import chat.parley.contracts.audit.AuditEntry;
import chat.parley.contracts.audit.AuditEvent;
import chat.parley.contracts.bus.AuditBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditWriterTest {
    @TempDir
    private Path folder;

    private Path path;
    private SmallDisk disk;
    private AuditWriter writer;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("log");
        disk = new SmallDisk(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        writer = new AuditWriter(new LogFile(path, disk), new TextLines("#lobby"), ZoneOffset.UTC);
    }

    @AfterEach
    void close() throws IOException {
        writer.close();
    }

    @Test
    void writesABatchAtOnceAndInOrder() throws IOException {
        writer.write(batch(1, 3));
        assertThat(written()).containsExactly("1", "2", "3");
        assertThat(disk.writes).isEqualTo(1);
    }

    @Test
    void writesAResentEntryOnce() throws IOException {
        writer.write(batch(1, 3));
        writer.write(batch(1, 3));
        writer.write(batch(2, 5));
        assertThat(written()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void tellsTheEntriesOfTwoProcessesApart() throws IOException {
        writer.write(batch(1, 2));
        writer.write(new AuditBatch(List.of(entry("other", 1)), 0));
        assertThat(written()).containsExactly("1", "2", "1");
    }

    @Test
    void saysHowManyWereLost() throws IOException {
        writer.write(batch(1, 2));
        writer.write(new AuditBatch(batch(8, 8).entries(), 5));
        assertThat(written()).containsExactly("1", "2", "5 events lost", "8");
    }

    @Test
    void saysItOnceWhenTheBatchIsResent() throws IOException {
        writer.write(batch(1, 2));
        writer.write(new AuditBatch(batch(8, 8).entries(), 5));
        writer.write(new AuditBatch(batch(8, 9).entries(), 5));
        assertThat(written()).containsExactly("1", "2", "5 events lost", "8", "9");
    }

    @Test
    void believesAProcessThatItDoesNotKnow() throws IOException {
        writer.write(new AuditBatch(batch(8, 8).entries(), 7));
        assertThat(written()).containsExactly("7 events lost", "8");
    }

    @Test
    void doesNotCallLostWhatAnEarlierWriterWrote() throws IOException {
        writer.write(batch(8, 9));
        assertThat(written()).containsExactly("8", "9");
    }

    @Test
    void writesNothingOfABatchThatDoesNotFitOnTheDisk() throws IOException {
        writer.write(batch(1, 2));
        disk.free = 10;
        assertThatIOException().isThrownBy(() -> writer.write(batch(3, 9)));
        assertThat(written()).containsExactly("1", "2");
        assertThatIOException().isThrownBy(() -> writer.write(batch(3, 9)));
        disk.free = Integer.MAX_VALUE;
        writer.write(batch(3, 9));
        assertThat(written()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void goesOnAtTheEndOfAFileThatSomebodyCutOff() throws IOException {
        writer.write(batch(1, 2));
        try (FileChannel other = FileChannel.open(path, StandardOpenOption.WRITE)) {
            other.truncate(0);
        }
        writer.write(batch(3, 3));
        assertThat(written()).containsExactly("3");
    }

    private static AuditBatch batch(long first, long last) {
        return new AuditBatch(
                LongStream.rangeClosed(first, last)
                        .mapToObj(number -> entry("process", number))
                        .toList(),
                0);
    }

    private static AuditEntry entry(String source, long number) {
        return new AuditEntry(source, number, number, new AuditEvent.RoomMessage("#lobby", "n", "" + number));
    }

    /** The lines without what is the same in all of them. */
    private List<String> written() throws IOException {
        return Files.readAllLines(path).stream()
                .map(line -> line.substring("1970/01/01 00:00:00.000001 ".length()))
                .map(line -> line.replace("n: ", "").replace("**** ", ""))
                .toList();
    }

    /** Takes as much as is free, and then fails as a full disk does. */
    private static final class SmallDisk implements SeekableByteChannel {
        private final FileChannel file;
        private int free = Integer.MAX_VALUE;
        private int writes;

        SmallDisk(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            writes++;
            if (free == 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer fitting = bytes.slice(bytes.position(), Math.min(bytes.remaining(), free));
            int count = file.write(fitting);
            bytes.position(bytes.position() + count);
            free -= count;
            return count;
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            free += Math.toIntExact(Math.max(0, file.size() - size));
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
