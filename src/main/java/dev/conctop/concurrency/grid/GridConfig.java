package dev.conctop.concurrency.grid;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.DurableExecutorConfig;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How members are configured: they find each other by an address, and nobody else does. They listen
 * on the loopback interface alone, tell nobody of themselves, and write nothing.
 */
final class GridConfig {
  static final String EXECUTOR = "tasks";

  /** A member that is not heard of for so long is removed. */
  static final int SILENCE_SECONDS = 10;

  private static final String HERE = "127.0.0.1";

  /** Results of a durable executor are kept, for each of 271 partitions, until they are taken. */
  private static final int LEAST_KEPT = 100;

  private static final int MOST_KEPT = 4096;

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.socket.bind.any", "false"),
          Map.entry("hazelcast.socket.server.bind.any", "false"),
          Map.entry("hazelcast.socket.client.bind.any", "false"),
          Map.entry("hazelcast.prefer.ipv4.stack", "true"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.logging.type", "none"),
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", Integer.toString(SILENCE_SECONDS)),
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.health.monitoring.level", "OFF"),
          Map.entry("hazelcast.slow.operation.detector.enabled", "false"));

  private GridConfig() {}

  /**
   * The configuration of one process of the cluster.
   *
   * @param cluster its name, which is the run's own: others with another name are not let in
   * @param joins the port of one that is there; empty: it is the first
   * @param runs whether it runs tasks
   * @param threads that run tasks side by side
   * @param inFlight tasks that may be under way at once
   */
  static Config of(String cluster, OptionalInt joins, boolean runs, int threads, int inFlight) {
    Config config = new Config();
    config.setClusterName(cluster);
    config.setLiteMember(!runs);
    PROPERTIES.forEach(config::setProperty);
    config.getMetricsConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    // 0: the system chooses, so that no two runs want the same.
    NetworkConfig network = config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(HERE);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    joins.ifPresent(port -> join.getTcpIpConfig().addMember(HERE + ":" + port));
    config.addExecutorConfig(new ExecutorConfig(EXECUTOR, threads).setStatisticsEnabled(false));
    config.addDurableExecutorConfig(
        new DurableExecutorConfig(EXECUTOR)
            .setPoolSize(threads)
            .setDurability(1)
            .setCapacity(Math.clamp(inFlight, LEAST_KEPT, MOST_KEPT)));
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
    return config;
  }

  /**
   * Other users of the machine can reach the port: of what they might send nothing else is read.
   */
  private static JavaSerializationFilterConfig filter() {
    ClassFilter known =
        new ClassFilter()
            .addPrefixes(
                "java.lang.", "java.util.", "java.io.", "com.hazelcast.", "[", "dev.conctop.");
    return new JavaSerializationFilterConfig().setWhitelist(known);
  }
}
