# One image for every role of the server, and for the terminal client:
#   docker build -t parley .     docker run parley --help
# Server and client run as a user without rights.

# ---- build ----
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /parley
# Builds are short: the quick compiler alone is enough. The rest is silence about what Maven's own libraries do.
ENV MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"

# What everything stands on comes first: a change in the sources fetches nothing again.
COPY pom.xml ./
COPY protocol/pom.xml protocol/
COPY contracts/pom.xml contracts/
COPY database/pom.xml database/
COPY auth-service/pom.xml auth-service/
COPY room-service/pom.xml room-service/
COPY relay-service/pom.xml relay-service/
COPY server/pom.xml server/
COPY client-cli/pom.xml client-cli/
COPY testkit/pom.xml testkit/
# Checks are for developers, see `./parley test`: the image's build only compiles. A class in every module
# has Maven fetch the compiler too.
RUN for module in */; do \
      mkdir -p $module/src/main/java && echo 'final class Nothing {}' >$module/src/main/java/Nothing.java || exit 1; \
    done \
 && mvn -B -ntp -q -Dmaven.test.skip=true -Dparley.checks=off package -pl server,client-cli -am \
 && rm -r */src */target

COPY . .
RUN mvn -o -B -ntp -q -Dmaven.test.skip=true -Dparley.checks=off package -pl server,client-cli -am \
 && for program in server client-cli; do \
      mkdir -p /image/libraries/$program/target/lib /image/parley/$program/target/lib \
      && mv $program/target/lib/parley-*.jar /image/parley/$program/target/lib/ \
      && mv $program/target/lib/*.jar /image/libraries/$program/target/lib/ \
      && mv $program/target/parley-*.jar /image/parley/$program/target/ \
      && mv $program/jvm.options /image/parley/$program/ || exit 1; \
    done \
 && mv parley config /image/parley/ && mv server/rehearsal.yaml /image/parley/server/ \
 && chmod -R a+rX /image

# ---- run ----
FROM eclipse-temurin:25-jre
# The folders in which volumes are mounted: a new volume takes over whose they are.
RUN groupadd --system --gid 10001 parley \
 && useradd --system --uid 10001 --gid parley --home-dir /var/lib/parley --shell /usr/sbin/nologin parley \
 && install -d -m 700 -o parley -g parley /var/lib/parley \
 && cd /var/lib/parley && install -d -m 700 -o parley -g parley data logs tls secret .config
# Libraries are a layer of their own: they change seldom.
COPY --from=build /image/libraries /opt/parley
COPY --from=build /image/parley /opt/parley
# The archives of loaded classes, which halve the time to start. The launcher makes them where it may write.
RUN mkdir /opt/parley/target && touch /opt/parley/target/built \
 && /opt/parley/parley admin --help >/dev/null && /opt/parley/parley send --help >/dev/null \
 && rm -r /opt/parley/target/rehearsal

USER parley
WORKDIR /var/lib/parley
# 6697: IRC with TLS. 6680: health and metrics.
EXPOSE 6697 6680
# Whether clients are taken. No tool is needed for it but the shell.
HEALTHCHECK --interval=3s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/6680 && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["/opt/parley/parley"]
CMD ["up"]
