using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.Core.Tests.Wire;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Contract.Writing;

/// <summary>Generated code writes what the JSON contract says, byte for byte, or leaves the event to the serializer.</summary>
public sealed class DirectPathSpecs
{
    private const string Text = "\"quoted\"\\ \n\r\t\b\f\u0001\u007f é 検索 \u2028 😀 \ud800 \udc00 \ufffd </script>";

    private static readonly Gen<string> Broken = Gen.OneOf(Texts.Text, Gen.Choose(0, char.MaxValue).Select(unit => ((char)unit).ToString()).ListOf().Select(string.Concat));

    public static TheoryData<EventSample> Samples => [.. EventSample.All];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_event_of_the_vocabulary_is_written_the_same(EventSample sample) => Prop.ForAll(Texts.Several, texts =>
    {
        BothWays written = sample.WriteBothWays(texts);

        Assert.True(written.HasWriter);
        Assert.Equal(written.Serialized, written.Direct ?? written.Serialized);
    }).QuickCheckThrowOnFailure();

    /// <content>Those with a dictionary are left to the serializer while it has a value: a dictionary can name a member twice.</content>
    [Fact]
    public void Nearly_all_samples_are_written_by_generated_code() => Assert.Equal(
        ["episode_end", "foreign_span", "operation"],
        EventSample.All.Where(sample => sample.WriteBothWays(["a"]).Direct is null).Select(sample => sample.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_kind_of_value_of_a_user_is_written_the_same() => AssertSame(Full());

    [Fact]
    public void Arbitrary_texts_are_written_the_same_however_broken() => Prop.ForAll(Broken.ToArbitrary(), text =>
        AssertSame(Full() with { Text = text, Words = [text, null, text] })).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_texts_are_written_the_same_wherever_a_part_of_them_ends()
    {
        for (int before = 4085; before < 4100; before++)
        {
            AssertSame(Full() with { Text = new string('a', before) + "😀\"\ud83d" + new string('é', 5000) + "\ud83d" });
        }
    }

    [Fact]
    public void Every_character_is_written_the_same()
    {
        AssertSame(Full() with { Text = string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(unit => (char)unit)) });
        AssertSame(Full() with { Words = [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => "0123456789abcde" + (char)unit)] });
    }

    [Fact]
    public void Numbers_are_written_the_same() => Prop.ForAll<double, float, decimal>((number, single, exact) =>
    {
        Everything data = Full() with { Double = double.IsFinite(number) ? number : 0, Single = float.IsFinite(single) ? single : 0, Decimal = exact, Point = new Point(-0.0, 1e21) };
        AssertSame(data);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_with_few_digits_are_written_the_same() => Prop.ForAll<long, int>((whole, places) =>
    {
        double number = whole / Math.Pow(10, Math.Abs(places % 6));
        AssertSame(Full() with { Double = number, Point = new Point(number * 1e9, -number) });
        AssertSame(Full() with { Double = whole * 1e12, Point = new Point(Math.BitIncrement(number), Math.BitDecrement(-number)) });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nulls_are_written_where_the_context_wants_them()
    {
        AssertSame(new Plain(null, null));
        AssertSame(new Plain("", []));
    }

    [Fact]
    public void What_is_out_of_the_ordinary_is_left_to_the_serializer()
    {
        AssertLeft(Full() with { Double = double.NaN });
        AssertLeft(Full() with { Single = float.NegativeInfinity });
        AssertLeft(Full() with { Text = null! });
        AssertLeft(Full() with { Mood = (Mood)17 });
        AssertLeft(Full() with { Weather = (Weather)17 });
        AssertLeft(Full() with { Raw = default(JsonElement) });
        AssertLeft(Full() with { Raw = Some.Json(new string('[', 40) + new string(']', 40)) });
        AssertLeft(Full() with { Tree = Deep(40) });
        AssertLeft(Full() with { Words = new OddList() });
        AssertLeft(Full() with { Counts = new Dictionary<string, int> { ["a"] = 1 } });
    }

    [Fact]
    public void Data_that_is_deep_but_not_too_deep_is_written_the_same() => AssertSame(Full() with { Tree = Deep(10), Raw = Some.Json(new string('[', 20) + new string(']', 20)) });

    [Fact]
    public void A_type_that_runs_code_of_its_own_or_inherits_members_or_leaves_some_out_has_no_writer()
    {
        Assert.False(BothWays.Of(new Computed("a")).HasWriter);
        Assert.False(BothWays.Of(new Derived("a")).HasWriter);
        Assert.False(BothWays.Of(new Conditional("a")).HasWriter);
    }

    private static void AssertSame<TEvent>(TEvent data)
        where TEvent : TraceKit.Contract.ITraceEvent<TEvent>
    {
        BothWays written = BothWays.Of(data);
        Assert.NotNull(written.Direct);
        Assert.Equal(written.Serialized, written.Direct);
    }

    private static void AssertLeft<TEvent>(TEvent data)
        where TEvent : TraceKit.Contract.ITraceEvent<TEvent>
    {
        BothWays written = BothWays.Of(data);
        Assert.True(written.HasWriter);
        Assert.Null(written.Direct);
    }

    private static Everything Full() => new()
    {
        Text = Text,
        Flag = true,
        Byte = 255,
        Long = long.MinValue,
        Unsigned = ulong.MaxValue,
        Double = 812.5,
        Single = 0.1f,
        Decimal = 1.10m,
        Perhaps = -1,
        At = new DateTimeOffset(2026, 11, 27, 1, 2, 3, TimeSpan.FromHours(2)),
        Id = Guid.Empty,
        Mood = Mood.Cross,
        Weather = Weather.Rain,
        Raw = Some.Json("""{ "a" : [1, 2.50, "\u00e9\n"], "b": {"a": null} }"""),
        Words = [Text, null, ""],
        Numbers = [1, -2],
        Parts = [new Part { Name = "a", Parts = [] }, new Part { Name = "b", Parts = [new Part { Name = "c" }] }],
        Renamed = "r",
        Hidden = "h",
        Tree = new Part { Name = "root" },
        Point = new Point(1, 2.5),
        URLValue2Text = "u",
    };

    private static Part Deep(int levels) => levels == 0 ? new Part { Name = "leaf" } : new Part { Name = "node", Parts = [Deep(levels - 1)] };

    /// <summary>A list of the user's own: going through it runs his code.</summary>
    private sealed class OddList : System.Collections.ObjectModel.Collection<string?>;
}
