package dev.conctop.workload.net.client;

import dev.conctop.catalog.RunSpec;
import dev.conctop.workload.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP request over and over, on threads that may block. The client is Apache's minimal one: it
 * keeps connections alive and does nothing of its own accord (no retry, redirect, cookie or
 * decompression), so that a task is one exchange.
 */
final class BlockingHttp implements AutoCloseable {
  private static final int BUFFER = 8192;
  private static final byte[] NOTHING = {};
  private static final String FAILED = " failed: ";
  private static final Timeout CONNECT = Timeout.of(10, TimeUnit.SECONDS);

  private final MinimalHttpClient client;
  private final HttpHost host;
  private final String path;
  private final RequestConfig config;
  private final HttpTarget.Method method;
  private final byte[] upload;
  private final HttpClientResponseHandler<byte[]> reader;

  /**
   * Prepares a client; connects nothing yet.
   *
   * @param upload the body of a POST
   * @param keep whether the body of an answer is wanted
   */
  BlockingHttp(HttpTarget target, HttpTarget.Method method, byte[] upload, boolean keep) {
    this.method = method;
    this.upload = upload;
    reader = keep ? BlockingHttp::keep : BlockingHttp::letGo;
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            // The strict policy's one lock would be what a run with many threads measures.
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setConnPoolPolicy(PoolReusePolicy.LIFO)
            // As many as there are tasks at once, whose number may be raised while the run goes on:
            // a bound of the pool's own would be a queue that nobody sees.
            .setMaxConnPerRoute(RunSpec.MAX_IN_FLIGHT)
            .setMaxConnTotal(RunSpec.MAX_IN_FLIGHT)
            .setDefaultSocketConfig(
                SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(Timeout.DISABLED).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT)
                    .setSocketTimeout(Timeout.DISABLED)
                    .setValidateAfterInactivity(TimeValue.of(5, TimeUnit.SECONDS))
                    .build())
            .build();
    client = HttpClients.createMinimal(connections);
    host = new HttpHost(target.scheme(), target.host(), target.port());
    path = target.path();
    config =
        RequestConfig.custom()
            .setConnectionRequestTimeout(CONNECT)
            .setResponseTimeout(Timeout.DISABLED)
            .setExpectContinueEnabled(false)
            .build();
  }

  /**
   * One exchange: send, wait, read the whole body.
   *
   * @return the body, empty when it is not wanted
   * @throws IOException when the connection fails
   * @throws TaskFailure when the answer is an error
   */
  byte[] exchange() throws IOException, TaskFailure {
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(config);
    BasicClassicHttpRequest request = new BasicClassicHttpRequest(method.name(), host, path);
    if (method == HttpTarget.Method.POST) {
      request.setEntity(new ByteArrayEntity(upload, ContentType.APPLICATION_OCTET_STREAM));
    }
    try {
      return client.execute(host, request, context, reader);
    } catch (ErrorStatus e) {
      throw new TaskFailure(String.valueOf(e.getMessage()));
    } catch (HttpHostConnectException e) {
      throw new ConnectException(reason(e));
    } catch (ConnectTimeoutException e) {
      throw new SocketTimeoutException(reason(e));
    }
  }

  /** The operating system's words, which the client puts behind its own. */
  private static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    int at = message.lastIndexOf(FAILED);
    return at < 0 ? message : message.substring(at + FAILED.length());
  }

  /** How an answer that is an error leaves its reader. */
  private static final class ErrorStatus extends IOException {
    private static final long serialVersionUID = 1L;

    ErrorStatus(int status) {
      super("HTTP " + status);
    }
  }

  private static byte[] letGo(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      try (InputStream body = entity.getContent()) {
        byte[] buffer = new byte[BUFFER];
        while (body.read(buffer) >= 0) {
          // A download's bytes are of no further use.
        }
      }
    }
    check(response);
    return NOTHING;
  }

  private static byte[] keep(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] bytes = NOTHING;
    if (entity != null) {
      try (InputStream body = entity.getContent()) {
        bytes = body.readAllBytes();
      }
    }
    check(response);
    return bytes;
  }

  private static void check(ClassicHttpResponse response) throws ErrorStatus {
    if (response.getCode() >= HttpTarget.FIRST_ERROR_STATUS) {
      throw new ErrorStatus(response.getCode());
    }
  }

  /** Closes all connections, those in use included: their tasks fail. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
