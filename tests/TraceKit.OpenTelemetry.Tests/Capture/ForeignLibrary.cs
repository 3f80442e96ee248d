using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>A library that traces its models and tools as Microsoft.Extensions.AI does: tags are added after the start, the source has the name of the real one.</summary>
internal sealed class ForeignLibrary : IDisposable
{
    public ForeignLibrary(string source = "Experimental.Microsoft.Extensions.AI") => Source = new ActivitySource(source, "10.10.0");

    public ActivitySource Source { get; }

    /// <summary>Starts a chat and tags its request; the caller ends it.</summary>
    public Activity? StartChat(string model = "gpt-4o", string? ask = null)
    {
        Activity? activity = Source.StartActivity($"chat {model}", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.AddTag("gen_ai.operation.name", "chat").AddTag("gen_ai.request.model", model).AddTag("gen_ai.provider.name", "openai").AddTag("server.port", 443).AddTag("gen_ai.request.temperature", 0.7f);
            if (ask is not null)
            {
                activity.AddTag("gen_ai.input.messages", $$"""[{"role":"user","parts":[{"type":"text","content":"{{ask}}"}]}]""");
            }
        }

        return activity;
    }

    /// <summary>A whole chat.</summary>
    public void Chat(string response, string? ask = null, string? output = null)
    {
        using Activity? activity = StartChat(ask: ask);
        End(activity, response, output);
    }

    public static void End(Activity? activity, string response, string? output = null)
    {
        activity?.AddTag("gen_ai.response.id", response).AddTag("gen_ai.response.finish_reasons", """["stop"]""").AddTag("gen_ai.usage.input_tokens", 10).AddTag("gen_ai.usage.output_tokens", 2);
        if (output is not null)
        {
            activity?.AddTag("gen_ai.output.messages", output);
        }
    }

    /// <summary>A whole call of a tool.</summary>
    public void Tool(string name, string callId)
    {
        using Activity? activity = Source.StartActivity(
            $"execute_tool {name}",
            ActivityKind.Internal,
            default(ActivityContext),
            [new("gen_ai.operation.name", "execute_tool"), new("gen_ai.tool.name", name), new("gen_ai.tool.call.id", callId)]);
        activity?.AddTag("gen_ai.tool.call.arguments", "{}").AddTag("gen_ai.tool.call.result", "\"done\"");
    }

    public void Dispose() => Source.Dispose();
}
