using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Writing;

public sealed class LegacyMessageSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Version_136_has_messages_in_events()
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation(options => (options.Profile, options.RecordContent) = (GenAiProfile.Version136, true))
            .AddProcessor(new SimpleActivityExportProcessor(spans))
            .Build();

        BusyAgent.Play(_folder);

        Activity call = spans.All.First(span => span.DisplayName == "chat gpt-4o");
        Assert.Equal(["gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message", "gen_ai.choice"], call.Events.Select(happened => happened.Name));
        Assert.Equal("""{"role":"system","content":"Be brief."}""", Content(call, 0));
        Assert.Equal("""{"role":"assistant","reasoning":"Hm.","tool_calls":[{"id":"call_0","type":"function","function":{"name":"search","arguments":"{\"to\": \"Rome\", \"n\": 1.0}"}}]}""", Content(call, 2));
        Assert.Equal("""{"role":"tool","content":"{\"found\":[1,2]}","name":"search","id":"call_0"}""", Content(call, 3));
        Assert.Equal("""{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"not json"}}""", Content(call, 4));
        Assert.Null(call.GetTagItem("gen_ai.input.messages"));
    }

    private static string Content(Activity call, int index) => (string)call.Events.ElementAt(index).Tags.Single(tag => tag.Key == "gen_ai.event.content").Value!;
}
