using System.Text;
using TraceKit.Redaction;

namespace TraceKit.Core.Tests.Redaction;

/// <summary>The searches that read many bytes at once find what a plain loop finds.</summary>
public sealed class ByteSearchSpecs
{
    private static readonly byte[][] Keywords = [.. Secrets.Default.Rules.SelectMany(rule => rule.Keywords).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void A_keyword_is_found_wherever_it_stands()
    {
        var filter = new KeywordFilter(Keywords);
        foreach (byte[] keyword in Keywords)
        {
            for (int before = 0; before < 150; before += 7)
            {
                byte[] text = [.. Enumerable.Repeat((byte)'.', before), .. keyword, .. Enumerable.Repeat((byte)'.', (before * 3) % 80)];

                Assert.Equal(Naive(text), filter.Next(text, 0));
            }
        }
    }

    [Fact]
    public void In_any_text_the_same_places_are_found()
    {
        var filter = new KeywordFilter(Keywords);
        for (int seed = 0; seed < 300; seed++)
        {
            byte[] text = Text("skgh-_pAKIeyJxo:/ ", 20 + seed, seed);

            Assert.Equal(Naive(text), filter.Next(text, 0));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(16)]
    [InlineData(27)]
    public void Runs_are_found_whole(int least)
    {
        var set = CharacterSet.Of("[a-z0-9_-]");
        for (int seed = 0; seed < 300; seed++)
        {
            byte[] text = Text("abcdefgh0123_-abcdefghijklmno .", 10 + seed, seed);
            List<(int, int)> found = [];
            for ((int start, int length) = set.NextRun(text, 0, least); length > 0; (start, length) = set.NextRun(text, start + length, least))
            {
                found.Add((start, length));
            }

            Assert.Equal(Runs(text, set, least), found);
        }
    }

    [Fact]
    public void Addresses_are_those_of_the_pattern()
    {
        SecretRule email = PersonalData.Default.Rules.Single(rule => rule.Name == "email");
        for (int seed = 0; seed < 2_000; seed++)
        {
            string text = Encoding.ASCII.GetString(Text("ab.cd@e-f. g1_", 40, seed));
            Extent found = Mailboxes.Next(Encoding.ASCII.GetBytes(text), 0);
            var match = email.Automaton.Match(text);
            while (match.Success && !IsMailbox(text, match.Index))
            {
                match = email.Automaton.Match(text, match.Index + 1);
            }

            Assert.True(found.Holds == match.Success && (!found.Holds || found.End == match.Index + match.Length), text);
        }
    }

    [Fact]
    public void Each_character_has_one_byte()
    {
        const string Text = "aé漢🙂\u0000ÿ\u0100 and so on, for more than sixteen characters";

        byte[] bytes = NarrowText.Of(Text);

        Assert.Equal(Text.Length, bytes.Length);
        Assert.Equal(Text.Select(character => (byte)Math.Min((int)character, 0xFF)), bytes);
    }

    private static bool IsMailbox(string text, int at) => at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '%' or '+' or '-');

    private static int Naive(byte[] text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (Keywords.Any(keyword => text.AsSpan(at).StartsWith(keyword)))
            {
                return at;
            }
        }

        return -1;
    }

    private static List<(int, int)> Runs(byte[] text, CharacterSet set, int least)
    {
        List<(int, int)> runs = [];
        for (int at = 0; at < text.Length;)
        {
            int end = at;
            while (end < text.Length && set.Has(text[end]))
            {
                end++;
            }

            if (end - at >= least)
            {
                runs.Add((at, end - at));
            }

            at = Math.Max(at + 1, end);
        }

        return runs;
    }

    /// <summary>Text that is the same for the same seed.</summary>
    private static byte[] Text(string alphabet, int length, int seed)
    {
        uint state = ((uint)seed * 2_654_435_761) + 1;
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            text[i] = (byte)alphabet[(int)((state >> 16) % (uint)alphabet.Length)];
        }

        return text;
    }
}
