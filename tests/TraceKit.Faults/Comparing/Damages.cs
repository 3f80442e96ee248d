using System.Globalization;
using TraceKit.Faults.Campaigns;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.TestKit;

namespace TraceKit.Faults.Comparing;

/// <summary>What is read is not what was emitted: bits that flipped in the file, and texts that are no Unicode.</summary>
internal static class Damages
{
    private const int Flips = 1_999;

    private static readonly string[] OddTexts =
    [
        "a\ud800b", "a\udc00b", "\udc00\ud800", "\ufffd\ud800", "a\0b", "a\r\nb\nc", "a\u2028b", "\"},\"crc\":\"00000000\"}\n{", "\ud83d\ude42", "\u202eabc",
        "\\ud800", "a\ufeffb", string.Concat(Enumerable.Range(0, 32).Select(unit => (char)unit)), new('x', 100_000),
    ];

    public static IEnumerable<ComparedAttack> All { get; } =
    [
        new("one bit of the file is flipped, 1,999 places: flips that nothing shows", Flipped),
        new("14 odd texts (half surrogate pairs, control characters, …): changed in silence", Texts),
    ];

    private static string Flipped(string subject, Scale scale)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Write(folder, subject, [.. Enumerable.Range(0, 20).Select(number => $"The agent says {number}: näher, 漢字, 🙂.")]);
        string file = Subject.FileOf(settings);
        byte[] bytes = File.ReadAllBytes(file);
        long silent = 0;
        for (int flip = 0; flip < Flips; flip++)
        {
            long bit = (long)flip * bytes.Length * 8 / Flips;
            byte[] flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            File.WriteAllBytes(file, flipped);
            Remains remains = Remains.Read(settings);
            silent += remains.Errors.Count == 0 && remains.TornLines == 0 ? 1 : 0;
        }

        return ComparedAttack.Of(silent, Flips);
    }

    private static string Texts(string subject, Scale scale)
    {
        using var folder = new TempFolder();
        VictimSettings settings = Write(folder, subject, OddTexts);
        Remains remains = Remains.Of(settings);
        int changed = OddTexts.Count(text => !remains.Texts.Contains(text));
        int told = remains.Marked;
        return ComparedAttack.Of(Math.Max(0, changed - told), OddTexts.Length)
            + (told > 0 ? string.Create(CultureInfo.InvariantCulture, $", {told} changed and marked") : string.Empty);
    }

    private static VictimSettings Write(TempFolder folder, string subject, IReadOnlyList<string> texts)
    {
        VictimSettings settings = Death.In(folder) with { Subject = subject };
        Directory.CreateDirectory(settings.Root);
        using var writer = Subject.Create(settings);
        for (int number = 0; number < texts.Count; number++)
        {
            writer.Emit(0, number, texts[number]);
        }

        return settings;
    }
}
