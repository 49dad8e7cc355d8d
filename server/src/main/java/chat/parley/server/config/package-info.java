/**
 * The configuration: one YAML file, {@code --set} and environment variables over it, read strictly into records that are checked when built.
 */
@NullMarked
package chat.parley.server.config;

import org.jspecify.annotations.NullMarked;
