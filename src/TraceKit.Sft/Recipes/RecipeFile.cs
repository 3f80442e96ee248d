using System.Text;
using System.Text.Json;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Recipes;

/// <summary>Reads and checks recipes.</summary>
public static class RecipeFile
{
    private static readonly string[] Splits = ["task", "run", "random"];
    private static readonly string[] Outcomes = ["all", "success"];

    /// <summary>Reads a recipe from a JSON file; comments and trailing commas are allowed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecipeException">The file is no recipe, or a member has a value that it cannot have.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SftRecipe Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            SftRecipe recipe = JsonSerializer.Deserialize(bytes, RecipeJson.Default.SftRecipe)
                ?? throw new RecipeException($"{path}: a recipe is a JSON object, not null.");
            Check(recipe);
            return recipe;
        }
        catch (JsonException failure)
        {
            throw new RecipeException($"{path}:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: {failure.Message}", failure);
        }
        catch (RecipeException failure) when (!failure.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new RecipeException($"{path}: {failure.Message}", failure);
        }
    }

    /// <summary>Checks a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="RecipeException">A member has a value that it cannot have.</exception>
    public static void Check(SftRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        OneOf("format", recipe.Format, TargetFormats.Names);
        OneOf("split.by", recipe.Split.By, Splits);
        OneOf("select.outcome", recipe.Select.Outcome, Outcomes);
        foreach (string kind in recipe.Rows)
        {
            OneOf("rows", kind, RowKinds.All);
        }

        foreach (string kind in recipe.SystemPrompts.Keys)
        {
            OneOf("system_prompts", kind, RowKinds.All);
        }

        if (recipe.Rows.Count == 0)
        {
            throw new RecipeException("'rows' is empty: name at least one kind of row.");
        }

        (double train, double validation) = (recipe.Split.TrainShare, recipe.Split.ValidationShare);
        if (!(train >= 0 && validation >= 0 && train + validation <= 1))
        {
            throw new RecipeException($"'split.train' ({train}) and 'split.validation' ({validation}) are shares from 0 to 1 that add up to at most 1.");
        }
    }

    /// <summary>The recipe as canonical JSON, as the manifest records it.</summary>
    internal static string ToText(SftRecipe recipe) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(recipe, RecipeJson.Default.SftRecipe));

    private static void OneOf(string member, string value, IReadOnlyCollection<string> allowed)
    {
        if (!allowed.Contains(value))
        {
            throw new RecipeException($"'{member}' is '{value}': it can be {string.Join(", ", allowed)}.");
        }
    }
}
