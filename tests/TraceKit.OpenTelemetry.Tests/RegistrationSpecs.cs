using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Tests.Writing;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests;

public sealed class RegistrationSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CollectingSpans _spans = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Content_is_exported_only_when_somebody_asks_for_it()
    {
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder().AddTraceKitInstrumentation().AddProcessor(new SimpleActivityExportProcessor(_spans)).Build();

        BusyAgent.Play(_folder);

        Assert.All(_spans.All, span => Assert.Null(span.GetTagItem("gen_ai.input.messages")));
    }

    [Fact]
    public void The_configuration_of_the_provider_asks_for_content_and_version()
    {
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "SPAN_ONLY",
                ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental",
            }).Build()))
            .AddTraceKitInstrumentation()
            .AddProcessor(new SimpleActivityExportProcessor(_spans))
            .Build();

        BusyAgent.Play(_folder);

        Activity call = _spans.All.First(span => span.DisplayName == "chat gpt-4o");
        Assert.NotNull(call.GetTagItem("gen_ai.input.messages"));
        Assert.Equal("planner", call.GetTagItem("gen_ai.prompt.name"));
    }

    [Fact]
    public void Named_options_say_how()
    {
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.Configure<TraceKitInstrumentationOptions>("old", options => options.Profile = GenAiProfile.Version136))
            .AddTraceKitInstrumentation("old", configure: null)
            .AddProcessor(new SimpleActivityExportProcessor(_spans))
            .Build();

        BusyAgent.Play(_folder);

        Assert.Equal("openai", _spans.All.First(span => span.DisplayName == "chat gpt-4o").GetTagItem("gen_ai.system"));
    }

    [Fact]
    public void A_provider_that_says_nothing_does_not_undo_what_another_says()
    {
        using TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation(options => (options.Profile, options.RecordContent) = (GenAiProfile.Latest, true))
            .AddProcessor(new SimpleActivityExportProcessor(_spans))
            .Build();
        using MeterProvider metrics = Sdk.CreateMeterProviderBuilder().AddTraceKitInstrumentation().Build();

        BusyAgent.Play(_folder);

        Assert.NotNull(_spans.All.First(span => span.DisplayName == "chat gpt-4o").GetTagItem("gen_ai.input.messages"));
    }

    [Fact]
    public void A_provider_that_is_gone_has_no_say()
    {
        Sdk.CreateTracerProviderBuilder().AddTraceKitInstrumentation(options => options.RecordContent = true).Build().Dispose();
        using TracerProvider traces = Sdk.CreateTracerProviderBuilder().AddTraceKitInstrumentation().AddProcessor(new SimpleActivityExportProcessor(_spans)).Build();

        BusyAgent.Play(_folder);

        Assert.Null(_spans.All.First(span => span.DisplayName == "chat gpt-4o").GetTagItem("gen_ai.input.messages"));
    }

    [Fact]
    public void An_option_out_of_range_is_refused_when_the_provider_is_built() =>
        Assert.Contains("MaxContentLength", Assert.Throws<ArgumentException>(() => Sdk.CreateTracerProviderBuilder().AddTraceKitInstrumentation(options => options.MaxContentLength = -1).Build()).Message, StringComparison.Ordinal);

    [Fact]
    public void Long_content_is_shortened_and_says_so()
    {
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation(options => (options.RecordContent, options.MaxContentLength) = (true, 300))
            .AddProcessor(new SimpleActivityExportProcessor(_spans))
            .Build();

        BusyAgent.Play(_folder);

        Activity call = _spans.All.First(span => span.DisplayName == "chat gpt-4o");
        string messages = Assert.IsType<string>(call.GetTagItem("gen_ai.input.messages"));
        Assert.InRange(messages.Length, 1, 300);
        MessageSchema.Check(messages, isOutput: false);
        Assert.True((long)call.GetTagItem(TraceKitAttributes.ContentTruncated)! > 0);
        Assert.Equal(300L, call.GetTagItem(TraceKitAttributes.ContentLimit));
        Assert.Matches("^[0-9a-f]{64}$", (string)call.GetTagItem(TraceKitAttributes.ContentSha256)!);
    }
}
