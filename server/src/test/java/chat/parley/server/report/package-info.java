@NullMarked
package chat.parley.server.report;

import org.jspecify.annotations.NullMarked;
