using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TraceKit.Contract;

namespace TraceKit.Core.Tests.Contract;

/// <summary>The first version of an event type, as the program of its day wrote it.</summary>
public sealed record PageView1 : ITraceEvent<PageView1>
{
    public static TraceEventType<PageView1> EventType { get; } = new("test.page_view", 1, PageViewsJson.Default.PageView1);

    public required string Page { get; init; }

    public required string Seconds { get; init; }
}

/// <summary>The second version: the page is called by its address.</summary>
public sealed record PageView2 : ITraceEvent<PageView2>
{
    public static TraceEventType<PageView2> EventType { get; } = new("test.page_view", 2, PageViewsJson.Default.PageView2);

    public required string Url { get; init; }

    public required string Seconds { get; init; }
}

/// <summary>Today's version: time is a number, and reads what was before.</summary>
public sealed record PageView : ITraceEvent<PageView>
{
    public static TraceEventType<PageView> EventType { get; } = new("test.page_view", 3, PageViewsJson.Default.PageView, past: [new(1, CallItUrl), new(2, CountMilliseconds)]);

    public required string Url { get; init; }

    [System.ComponentModel.DataAnnotations.Range(0, int.MaxValue)]
    public required int Milliseconds { get; init; }

    private static void CallItUrl(JsonObject data)
    {
        data["url"] = data["page"]?.DeepClone();
        data.Remove("page");
    }

    private static void CountMilliseconds(JsonObject data)
    {
        data["milliseconds"] = int.Parse(data["seconds"]!.GetValue<string>(), CultureInfo.InvariantCulture) * 1000;
        data.Remove("seconds");
    }
}

/// <summary>A version of tomorrow.</summary>
public sealed record PageView4 : ITraceEvent<PageView4>
{
    public static TraceEventType<PageView4> EventType { get; } = new("test.page_view", 4, PageViewsJson.Default.PageView4);

    public required string Somewhere { get; init; }
}

[JsonSerializable(typeof(PageView1))]
[JsonSerializable(typeof(PageView2))]
[JsonSerializable(typeof(PageView))]
[JsonSerializable(typeof(PageView4))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
internal sealed partial class PageViewsJson : JsonSerializerContext;
